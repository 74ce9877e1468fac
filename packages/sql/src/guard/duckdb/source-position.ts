/** Turns the engine's positions (UTF-8 bytes) into UTF-16 offsets of the SQL; answers undefined where it gave none. */
export function sourcePosition(sql: string, bytes: unknown): number | undefined {
  const wanted = typeof bytes === "string" ? Number(bytes) : bytes;
  if (typeof wanted !== "number" || !Number.isFinite(wanted) || wanted < 0) return undefined;
  let seen = 0;
  let offset = 0;
  for (const character of sql) {
    if (seen >= wanted) return offset;
    seen += utf8Length(character.codePointAt(0) ?? 0);
    offset += character.length;
  }
  return seen === wanted ? offset : undefined;
}

const utf8Length = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
