import type { Draft } from "../generate/assemble.ts";
import type { Proposal } from "../generate/propose-candidates.ts";

/**
 * Parts and forms of which the training questions hold next to none: ratios, periods, side-by-side figures, default
 * sums. Weights learned without them push them down whatever the words say, so there the hand-set scores decide.
 */
const UNSEEN_RULES = new Set([
  "bucket",
  "date-part",
  "trend",
  "versus",
  "share",
  "on-average",
  "nested-period",
  "flag",
  "how-much",
  "kept-count",
  "own-bound",
  "aggregate-list",
  "two-rows",
]);
const UNSEEN_FORMS = new Set([
  "per-group",
  "summed-all",
  "counted-rows",
  "summed",
  "ratio",
  "nested",
  "nested-sum",
  "difference",
  "side-by-side",
  "compared",
  "share-by",
  "share-of",
  "having-sum",
  "ranked-sum",
  "ranked-count",
  "share-within",
]);

/** How far ahead, by hand-set score, the unseen kind must be of every other candidate. */
export const HAND_LEAD = 0.1;

/** Words that begin the training questions. People also type bare phrases, "revenue per month", of which those hold none. */
const LEADS = new Set(
  "what which who whose whom where when how why list show find give return display count tell please report select compute calculate can could for state name in on at are is was were does do did get sort order retrieve provide print identify determine all of the i among from if under with between each".split(
    " ",
  ),
);

/** A reading with its hand-set score less what speaks against it. */
export interface Weighed {
  readonly draft: Draft;
  readonly score: number;
}

/**
 * True when the words clearly ask for something that the weights were never trained on. `foremost` gives the readings
 * by hand-set scores less costs, best first; it is asked only where some reading is of the unseen kind.
 */
export function isOutsideTraining({ candidates, question }: Proposal, foremost: () => readonly Weighed[]): boolean {
  if (!LEADS.has(question.tokens[0]?.low ?? "")) return true;
  if (!candidates.some(({ draft }) => isUnseen(draft))) return false;
  const weighed = foremost();
  const best = weighed[0];
  if (!best || !isUnseen(best.draft)) return false;
  return !weighed.some(({ draft, score }) => score > best.score - HAND_LEAD && !isUnseen(draft));
}

function isUnseen(draft: Draft): boolean {
  const hasUnseenPart = draft.path.fragments.some(
    (fragment) =>
      UNSEEN_RULES.has(fragment.rule) || (fragment.rule === "date" && (fragment.assumptions?.length ?? 0) > 0),
  );
  return hasUnseenPart || draft.form.split(" ").some((form) => UNSEEN_FORMS.has(form));
}
