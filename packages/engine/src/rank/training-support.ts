import type { Draft } from "../generate/assemble.ts";
import type { EngineCandidate } from "../generate/propose-candidates.ts";

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
  "aggregate-list",
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
]);

/** How far ahead, by hand-set score, the unseen kind must be of every other candidate. */
const LEAD = 0.1;

/** True when the words clearly ask for something that the weights were never trained on. */
export function isOutsideTraining(candidates: readonly EngineCandidate[]): boolean {
  const best = candidates[0];
  if (!best || !isUnseen(best.draft)) return false;
  return !candidates.some((candidate) => candidate.handScore > best.handScore - LEAD && !isUnseen(candidate.draft));
}

function isUnseen(draft: Draft): boolean {
  const hasUnseenPart = draft.path.fragments.some(
    (fragment) =>
      UNSEEN_RULES.has(fragment.rule) || (fragment.rule === "date" && (fragment.assumptions?.length ?? 0) > 0),
  );
  return hasUnseenPart || draft.form.split(" ").some((form) => UNSEEN_FORMS.has(form));
}
