import type { Kin } from "../lexicon/dictionary.ts";
import { neighboursOf } from "../lexicon/neighbours.ts";
import { stem } from "../text/stem.ts";

/** Words that stand in too many names to be meant by a word that is only near them. */
const COMMON_IN_NAMES = new Set(
  "id name code number date type value title description detail status time year".split(" ").map(stem),
);
/** All below what a reading may rest on without a doubt (verdict.ts). */
const WEIGHT = { least: 0.34, perDegree: 0.01 };
/** What is so much farther than the nearest is not meant. */
const MARGIN = 0.04;

/** For words that may be said, the words of names that they are nearest to. Worked out once, when a source is prepared. */
export function nearWords(ofNames: Iterable<string>): ReadonlyMap<string, readonly Kin[]> {
  const found = new Map<string, Kin[]>();
  for (const own of ofNames) {
    if (COMMON_IN_NAMES.has(own)) continue;
    for (const { stem: other, degree } of neighboursOf(own)) {
      const kin = { stem: own, weight: WEIGHT.least + WEIGHT.perDegree * degree };
      const list = found.get(other);
      if (list) list.push(kin);
      else found.set(other, [kin]);
    }
  }
  for (const [word, list] of found) {
    const nearest = Math.max(...list.map(({ weight }) => weight));
    found.set(
      word,
      list.filter(({ weight }) => weight >= nearest - MARGIN),
    );
  }
  return found;
}
