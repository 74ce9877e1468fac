export interface ReadAttributes {
  readonly attributes: Record<string, string>;
  /** The first line that cannot be read; null: all can. */
  readonly problem: string | null;
}

const LINE = /^([a-z][A-Za-z0-9_]{0,39})\s*:\s*(.*)$/;

/** One "name: value" a line; empty lines count for nothing. */
export function readAttributes(text: string): ReadAttributes {
  const attributes: Record<string, string> = {};
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const [, name, value] = LINE.exec(line) ?? [];
    if (name === undefined || value === undefined)
      return { attributes, problem: `“${line}” is no “name: value”. Names begin with a small letter.` };
    attributes[name] = value.trim();
  }
  return { attributes, problem: null };
}

export const writeAttributes = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
