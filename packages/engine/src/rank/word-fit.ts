import type { Query } from "@parlance/sql";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Path } from "../generate/lattice.ts";
import { AGREEMENT_NUMBERS, agreementNumbers } from "./agreement.ts";
import { LINKING_NUMBERS, linkingNumbers } from "./linking.ts";

/** Names of the numbers that fitNumbers gives, in order. */
export const FIT_NUMBERS: readonly string[] = [...AGREEMENT_NUMBERS, ...LINKING_NUMBERS];

/** How a reading fits the words of its question; worked out for the first reading alone, as its confidence asks for it. */
export function fitNumbers(
  question: AnalyzedQuestion,
): (reading: { readonly query: Query; readonly draft: { readonly path: Path } }) => readonly number[] {
  const agreementOf = agreementNumbers(question);
  const linkingOf = linkingNumbers(question);
  return ({ query, draft }) => [...agreementOf(query), ...linkingOf(draft.path)];
}
