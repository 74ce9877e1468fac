// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not reach headers, logs or pages.
const INVISIBLE = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const MAX_LENGTH = 255;

/** The person's name for a file: shown, never used as a path. Folders, control and direction characters go. */
export function fileLabel(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  return last.replace(INVISIBLE, "").trim().slice(0, MAX_LENGTH) || "file";
}
