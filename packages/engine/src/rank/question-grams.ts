import { hashText } from "./hash.ts";

const LONGEST = 3;

/** Hashes of all runs of one to three words, each once, in order of first appearance. */
export function questionGrams(tokens: readonly string[]): Uint32Array {
  const padded = ["<", ...tokens, ">"];
  const seen = new Set<number>();
  for (let length = 1; length <= LONGEST; length++) {
    for (let start = 0; start + length <= padded.length; start++) {
      seen.add(hashText(padded.slice(start, start + length).join(" ")));
    }
  }
  return Uint32Array.from(seen);
}
