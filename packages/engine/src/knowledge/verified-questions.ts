import type { VerifiedQuestion } from "@parlance/core";
import { FUNCTION_WORDS } from "../lexicon/function-words.ts";
import { tokenize } from "../text/tokens.ts";

/** Small words that turn a question into another one. */
const TELLING = new Set(
  "not no never without except by per each most least more less than over under before after between or all only".split(
    " ",
  ),
);

/** The same for questions that differ in case, punctuation, endings and words of courtesy, and in nothing that matters. */
export function questionKey(question: string): string {
  return tokenize(question)
    .filter((token) => token.kind !== "sign" && (TELLING.has(token.low) || !FUNCTION_WORDS.has(token.low)))
    .map((token) => (token.kind === "word" ? token.stem : token.low))
    .join(" ");
}

export const indexVerified = (verified: readonly VerifiedQuestion[]): ReadonlyMap<string, VerifiedQuestion> =>
  new Map(verified.map((entry) => [questionKey(entry.question), entry]));
