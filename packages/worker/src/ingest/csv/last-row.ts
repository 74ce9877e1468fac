import type { Dialect } from "./tokenizer.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * True when the end of a file shows where its last row begins. The engine drops a last row that is longer than its
 * buffer without a word (measured on 1.5.6; such rows elsewhere are an error), so a file is its to read only if that
 * row is seen to be short. The line feed before the last line ends a row unless a quoted cell spans it, and then the
 * last line holds the closing quote without its partner.
 */
export function showsLastRow(tail: Buffer, isWhole: boolean, { quote, escape: escapedBy }: Dialect): boolean {
  if (isWhole) return true;
  let end = tail.length;
  while (end > 0 && (tail[end - 1] === LINE_FEED || tail[end - 1] === CARRIAGE_RETURN)) end--;
  const from = tail.lastIndexOf(LINE_FEED, end - 1) + 1;
  if (end === 0 || from === 0) return false;
  const quotes = quote === "" ? 0 : tail.toString("latin1", from, end).split(quote).length - 1;
  return escapedBy === quote || quote === "" ? quotes % 2 === 0 : quotes === 0;
}
