import { randomUUID } from "node:crypto";

/** Strings, so that what stands in them is passed over, and whole numbers, so that no part of a fraction is taken for one. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Whole numbers of so many digits may be rounded by JSON.parse. */
const LONG_NUMBER = /^-?\d{16,}$/;
/** No text of a source can begin with it, as none can know it. */
const MARK = `${randomUUID()}:`;

/** JSON with whole numbers of any size: those beyond 2^53 become bigint. */
export function parseExactJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const marked = text.replace(STRING_OR_NUMBER, (part) => (LONG_NUMBER.test(part) ? `"${MARK}${part}"` : part));
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK) ? exactNumber(value.slice(MARK.length)) : value,
  );
}

function exactNumber(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}
