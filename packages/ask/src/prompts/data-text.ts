/** The sections of a prompt that hold data. */
const TAGS = ["schema", "notes", "earlier", "values", "readings", "question", "failed"] as const;
export type SectionTag = (typeof TAGS)[number];

/**
 * A section of data. Nothing inside can look like the end of a section or the start of another; what it says is still a
 * stranger's word, and the checks on what a model replies do not rest on it being obeyed.
 */
export const section = (tag: SectionTag, text: string): string => `<${tag}>\n${withoutTags(text)}\n</${tag}>`;

const TAG = new RegExp(`<(?=\\s*/?\\s*(?:${TAGS.join("|")})\\b)`, "gi");
const withoutTags = (text: string): string => text.replace(TAG, "‹");

/** Control characters, and marks that turn the direction of text or hide it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu;

/** One line of at most `max` characters; a cut one ends with "…". */
export function oneLine(text: string, max: number): string {
  const line = text.replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
  const characters = line.length > max ? Array.from(line) : [];
  return characters.length > max ? `${characters.slice(0, max - 1).join("")}…` : line;
}
