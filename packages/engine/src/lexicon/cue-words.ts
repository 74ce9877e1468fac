import {
  AGGREGATES,
  BUCKETS,
  COUNTS,
  DATE_PARTS,
  DIRECTIONS,
  EXTREMES,
  FREQUENCY,
  GROUPERS,
  LIKES,
  NULLS,
  OPERATORS_AFTER,
  OPERATORS_BEFORE,
  ORDER_VERBS,
  SHARES,
  TRENDS,
  UNSUPPORTED,
} from "./cues.ts";
import { GRADABLES } from "./gradable-adjectives.ts";
import { NUMBER_WORDS, ORDINAL_WORDS } from "./number-words.ts";

const TIME =
  "today yesterday tomorrow year years month months week weeks quarter quarters day days hour hours minute minutes second seconds date dates january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday last next past previous current ago since until before after during recent recently spring summer autumn winter fiscal rolling trailing weekend weekday compared compare versus difference change between";

let known: ReadonlySet<string> | undefined;

/** Words by which the engine itself finds its way through a question: spelt rightly, whatever the schema holds. */
export function isCueWord(word: string): boolean {
  known ??= new Set(
    [
      ...[AGGREGATES, COUNTS, OPERATORS_BEFORE, OPERATORS_AFTER, EXTREMES, FREQUENCY, DIRECTIONS, GROUPERS].flatMap(
        (table) => [...table.keys()],
      ),
      ...[LIKES, NULLS, SHARES, BUCKETS, DATE_PARTS, NUMBER_WORDS, ORDINAL_WORDS].flatMap((table) => [...table.keys()]),
      ...ORDER_VERBS,
      ...TRENDS,
      ...UNSUPPORTED,
      ...GRADABLES.flatMap((gradable) => gradable.forms),
      TIME,
    ].flatMap((phrase) => phrase.split(" ")),
  );
  return known.has(word);
}
