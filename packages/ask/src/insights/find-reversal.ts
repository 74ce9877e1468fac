import type { Insight } from "@parlance/core";
import { columnWords } from "../present/words.ts";
import { normalTwoSided } from "./statistics/distributions.ts";

/** An average within one pair of groups, with what its uncertainty is worked out from. */
export interface ReversalCell {
  readonly group: string;
  readonly stratum: string;
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

const MIN_CELL = 15;
const MAX_CHANCE = 0.01;

/**
 * Two groups whose averages stand one way in all and the other way within every part (Simpson's paradox). Both ways
 * must be more than chance; the parts are put together by their weights.
 */
export function findReversal(
  cells: readonly ReversalCell[],
  names: { readonly measure: string; readonly by: string; readonly within: string },
): Insight | null {
  const groups = [...new Set(cells.map((cell) => cell.group))];
  for (const [i, one] of groups.entries()) {
    for (const other of groups.slice(i + 1)) {
      const insight = reversalBetween(one, other, cells, names);
      if (insight !== null) return insight;
    }
  }
  return null;
}

function reversalBetween(
  one: string,
  other: string,
  cells: readonly ReversalCell[],
  names: Parameters<typeof findReversal>[1],
): Insight | null {
  const strata = [...new Set(cells.map((cell) => cell.stratum))];
  const pairs = strata.flatMap((stratum) => {
    const a = cells.find((cell) => cell.group === one && cell.stratum === stratum);
    const b = cells.find((cell) => cell.group === other && cell.stratum === stratum);
    return a !== undefined && b !== undefined ? [{ a, b }] : [];
  });
  const isCovered = pairs.length === strata.length && pairs.length >= 2;
  if (!isCovered || pairs.some(({ a, b }) => a.count < MIN_CELL || b.count < MIN_CELL)) return null;
  const whole = difference(pool(pairs.map(({ a }) => a)), pool(pairs.map(({ b }) => b)));
  const within = pairs.map(({ a, b }) => difference(a, b));
  const isReversed = within.every(({ gap }) => Math.sign(gap) === -Math.sign(whole.gap) && gap !== 0);
  const weights = within.map(({ error }) => 1 / Math.max(error ** 2, Number.MIN_VALUE));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const inner = within.reduce((sum, { gap }, i) => sum + gap * ((weights[i] ?? 0) / total), 0);
  const pValue = Math.max(normalTwoSided(whole.gap / whole.error), normalTwoSided(inner * Math.sqrt(total)));
  if (!isReversed || pValue > MAX_CHANCE) return null;
  const [high, low] = whole.gap > 0 ? [one, other] : [other, one];
  const { measure, by, within: part } = names;
  return {
    kind: "reversal",
    sentence: `${high} has the higher ${columnWords(measure)} than ${low} in all, but the lower one within every ${columnWords(part)}: look at it by ${columnWords(part)} before you compare.`,
    columns: [by, measure, part],
    effect: inner,
    pValue,
    test: "difference of averages in all and within every part (Simpson's paradox), both by z-test",
    sample: cells.reduce((sum, cell) => sum + cell.count, 0),
  };
}

type Moments = Pick<ReversalCell, "count" | "mean" | "variance">;

const difference = (a: Moments, b: Moments): { readonly gap: number; readonly error: number } => ({
  gap: a.mean - b.mean,
  error: Math.sqrt(a.variance / a.count + b.variance / b.count),
});

function pool(parts: readonly Moments[]): Moments {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const mean = parts.reduce((sum, part) => sum + part.mean * part.count, 0) / count;
  const squares = parts.reduce((sum, part) => sum + part.count * (part.variance + (part.mean - mean) ** 2), 0);
  return { count, mean, variance: squares / count };
}
