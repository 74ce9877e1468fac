import { FUNCTION_WORDS, isCueWord, LIGHT_WORDS, normalize, stem, tokenize } from "@parlance/engine/words";

/** A word of the question that may name something. */
export interface QuestionTerm {
  readonly stem: string;
  /** How much it says about where to look, 0 to 1: words by which questions of any kind are put say little. */
  readonly weight: number;
  /** Positions among the question's tokens. */
  readonly at: readonly number[];
}

const CUE_WEIGHT = 0.35;
const LIGHT_WEIGHT = 0.4;

/** The question's content words, each stem once; misspelt ones, by position, as what they were meant to be. */
export function questionTerms(
  question: string,
  corrections: ReadonlyMap<number, string> = new Map(),
): readonly QuestionTerm[] {
  const terms = new Map<string, { weight: number; at: number[] }>();
  const add = (word: string, at: number): void => {
    const weight = /^\d/.test(word) || LIGHT_WORDS.has(word) ? LIGHT_WEIGHT : isCueWord(word) ? CUE_WEIGHT : 1;
    const key = stem(word);
    const known = terms.get(key);
    if (!known) terms.set(key, { weight, at: [at] });
    else {
      known.weight = Math.max(known.weight, weight);
      known.at.push(at);
    }
  };
  for (const token of tokenize(question)) {
    if (token.kind === "sign") continue;
    for (const word of normalize(corrections.get(token.index) ?? token.text).split(" ")) {
      if (word.length > 1 && !FUNCTION_WORDS.has(word)) add(word, token.index);
    }
  }
  return [...terms].map(([key, term]) => ({ stem: key, ...term }));
}
