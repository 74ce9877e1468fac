import type { Draft } from "../generate/assemble.ts";

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

export function isOutsideTraining(draft: Draft): boolean {
  const hasUnseenPart = draft.path.fragments.some(
    (fragment) =>
      UNSEEN_RULES.has(fragment.rule) || (fragment.rule === "date" && (fragment.assumptions?.length ?? 0) > 0),
  );
  return hasUnseenPart || draft.form.split(" ").some((form) => UNSEEN_FORMS.has(form));
}
