import type { Cell } from "@parlance/core";

/** A run of digits that a double may not hold exactly. */
const LONG_NUMBER = /\d{16}/;
/** Strings are matched first, so that digits inside them are left alone. */
const STRING_OR_INTEGER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d+(?![\d.eE])/g;
/** Marks a number kept as text while JSON.parse runs; NUL cannot stand raw in valid JSON. */
const MARK = "\u0000";
const WHOLE = /^-?\d+$/;

/** Parses JSON and keeps whole numbers beyond 2^53 exact, as bigint. Text that is not JSON stays text. */
export function parseExactJson(text: string): Cell {
  try {
    return LONG_NUMBER.test(text) ? parseWithBigints(text) : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function parseWithBigints(text: string): Cell {
  const marked = text.replace(STRING_OR_INTEGER, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"\\u0000${token}"`,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK) && WHOLE.test(value.slice(1)) ? BigInt(value.slice(1)) : value,
  );
}
