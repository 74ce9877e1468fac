import { FILLERS } from "../lexicon/function-words.ts";
import type { NameForm } from "../schema/name-index.ts";
import type { Token } from "../text/tokens.ts";

/** A stem that a word of the question may stand for. */
export interface StemAlternative {
  readonly stem: string;
  readonly weight: number;
}

export interface FormMatch {
  readonly end: number;
  readonly weight: number;
}

/** Two words that may stand for two of one name bear each other out: they are hardly less sure than the weaker of them. */
const REPLACED_AGAIN = 0.95;

/** "Sales by rep" are sales for each rep, and no sales reps. */
const PARTING = new Set(["by", "per", "each", "every"]);

const joins = (low: string): boolean => FILLERS.has(low) && !PARTING.has(low);

/** All words of the form, in any order, with nothing but small words between them. */
export function matchForm(
  form: NameForm,
  tokens: readonly Token[],
  stems: readonly (readonly StemAlternative[])[],
  from: number,
): FormMatch | undefined {
  const open = [...form.stems];
  const least = form.isExact ? 1 : 0;
  let weight = 1;
  let [likeness, replaced] = [1, 0];
  let gap = 0;
  for (let i = from; i < tokens.length; i += 1) {
    const hit = stems[i]?.find((alternative) => alternative.weight >= least && open.includes(alternative.stem));
    if (hit) {
      const at = open.indexOf(hit.stem);
      if (at !== 0) weight *= 0.96;
      open.splice(at, 1);
      if (hit.weight < 1) replaced += 1;
      likeness = Math.min(likeness, hit.weight);
      gap = 0;
      if (open.length === 0)
        return { end: i + 1, weight: weight * likeness * REPLACED_AGAIN ** Math.max(0, replaced - 1) };
    } else if (i === from || gap >= 2 || !joins(tokens[i]?.low ?? "")) {
      return undefined;
    } else {
      gap += 1;
      weight *= 0.97;
    }
  }
  return undefined;
}
