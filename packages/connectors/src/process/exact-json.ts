/** Strings, so that numbers in them are passed over, and whole numbers that JSON.parse might round. */
const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;
const MARK = "\u0001big:";

/** JSON with whole numbers of any size: those beyond 2^53 become bigint. */
export function parseExactJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const marked = text.replace(STRING_OR_LONG_NUMBER, (part) => (part.startsWith('"') ? part : `"\\u0001big:${part}"`));
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK) ? exactNumber(value.slice(MARK.length)) : value,
  );
}

function exactNumber(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}
