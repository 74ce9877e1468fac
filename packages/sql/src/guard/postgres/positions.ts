export interface CharacterOffsets {
  /** UTF-16 offset of a UTF-8 offset, in which the parse tree counts. */
  ofByte(at: unknown): number | undefined;
  /** UTF-16 offset of a count of code points, in which the parser's errors count. */
  ofCharacter(at: number | undefined): number | undefined;
}

/** Places in the statement, as the parser counts them, in the counting of editors. */
export function characterOffsets(sql: string): CharacterOffsets {
  return {
    ofByte: (at) => (typeof at === "number" && at >= 0 ? advance(sql, at, utf8Length) : undefined),
    ofCharacter: (at) => (at === undefined ? undefined : advance(sql, at, () => 1)),
  };
}

function advance(sql: string, count: number, sizeOf: (codePoint: number) => number): number {
  let passed = 0;
  let offset = 0;
  while (passed < count && offset < sql.length) {
    const codePoint = sql.codePointAt(offset) ?? 0;
    passed += sizeOf(codePoint);
    offset += codePoint > 0xffff ? 2 : 1;
  }
  return offset;
}

const utf8Length = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
