const LONG_NUMBER = /\d{16}/;
/** A string, or a number of sixteen digits and more outside one. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])|-?\d+\.\d{16,}(?![\deE])/g;

/** A number too long for a JavaScript number, kept as the digits that were written. */
export class LongNumber {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}

const MARK = "\u0000long:";

/** JSON.parse, except that whole numbers beyond 2^53 keep every digit. Throws SyntaxError like JSON.parse. */
export function parseExactly(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  const marked = text.replace(TOKENS, (token) =>
    token.startsWith('"') || token.includes(".") ? token : `"\\u0000long:${token}"`,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK) ? new LongNumber(value.slice(MARK.length)) : value,
  );
}
