/** Words that stand for "nothing" in a column of numbers, dates or truth values. Compared without case. */
const TYPED_NULL_WORDS: ReadonlySet<string> = new Set([
  ...["", "na", "n/a", "#n/a", "n.a.", "null", "(null)", "<null>", "nil", "none", "nan", "\\n", "missing", "tbd"],
  ...["unknown", "not known", "not available", "not applicable"],
  ...["-", "--", "---", "–", "—", ".", "..", "...", "?", "#value!", "#div/0!", "#ref!", "#name?", "#num!", "<na>"],
]);

/** The few that are unmistakable among ordinary words too: "none" or "missing" may be a real category. */
const TEXT_NULL_WORDS: ReadonlySet<string> = new Set([
  ...["", "n/a", "#n/a", "null", "(null)", "<null>", "nan", "\\n", "<na>", "#value!", "#div/0!", "#ref!", "na"],
]);

/** Alone in a cell beside words, a dash says that there is nothing; among signs and grades it may be one of them. */
const DASHES: ReadonlySet<string> = new Set(["-", "--", "---", "–", "—"]);

const SHORT_CODE = /^[A-Z]{2}$/;

/** The spellings among `values` that mean NULL, when every other value has a type. */
export function typedNullWords(values: readonly string[]): string[] {
  return distinct(values.filter((value) => TYPED_NULL_WORDS.has(value.trim().toLowerCase())));
}

/** The spellings that mean NULL in a text column. Among two-letter codes "NA" is Namibia or North America. */
export function textNullWords(values: readonly string[]): string[] {
  const hasWords = values.some((value) => WORD.test(value)) && !values.some((value) => LONE_SIGN.test(value));
  const isNothing = (word: string): boolean => TEXT_NULL_WORDS.has(word) || (hasWords && DASHES.has(word));
  const words = distinct(values.filter((value) => isNothing(value.trim().toLowerCase())));
  const others = values.filter((value) => value !== "" && !words.includes(value));
  const codes = others.filter((value) => SHORT_CODE.test(value)).length;
  if (others.length === 0 || codes * 2 >= others.length) return words.filter((word) => word.toLowerCase() !== "na");
  return words;
}

const WORD = /\p{L}{3}/u;
/** "+", "A-", "*": what a dash may stand beside as a value of its own. */
const LONE_SIGN = /^\s*(?:[^\p{L}\d\s\-–—]{1,2}|\p{L}[+-])\s*$/u;

const distinct = (words: readonly string[]): string[] => [...new Set(words)].filter((word) => word !== "");
