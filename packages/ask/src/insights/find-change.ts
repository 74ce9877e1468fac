import { numberText } from "../present/number-text.ts";
import { columnWords } from "../present/words.ts";
import type { Finding } from "./finding.ts";
import type { Measure, TimeSeries } from "./series.ts";
import { ranks } from "./statistics/ranks.ts";
import { inflation, mean, median, theilSen } from "./statistics/robust.ts";

const MIN_POINTS = 12;
const MIN_SIDE = 4;
const MIN_SHIFT = 0.1;

/** A lasting step from one level to another: the Pettitt test, a sum of ranks that drifts where the level changes. */
export function findChange({ labels }: TimeSeries, { name, values }: Measure): Finding | null {
  const n = values.length;
  if (n < MIN_POINTS) return null;
  const { at, height } = largestDrift(values);
  if (at < MIN_SIDE || n - at < MIN_SIDE) return null;
  const before = median(values.slice(0, at));
  const after = median(values.slice(at));
  const level = Math.abs(median(values)) || 1;
  const effect = (after - before) / level;
  const steps = values.map((value, i) => value - (i < at ? before : after));
  const adjusted = height / Math.sqrt(inflation(steps));
  const pValue = Math.min(1, 2 * Math.exp((-6 * adjusted ** 2) / (n ** 3 + n ** 2)));
  const degree = after > before ? "higher" : "lower";
  return {
    pValue,
    // A slope looks like a step to this test: the step must fit better.
    isLarge: Math.abs(effect) >= MIN_SHIFT && squares(steps) < 0.8 * squaresOfLine(values),
    weight: Math.min(1, Math.abs(effect)) + 0.2,
    insight: {
      kind: "change",
      sentence: `From ${labels[at]} on, ${columnWords(name)} is ${degree}: the median is ${numberText(after)}, against ${numberText(before)} before.`,
      columns: [name],
      effect,
      test: "Pettitt; effect is the shift of the median against the overall median",
      sample: n,
    },
  };
}

function largestDrift(values: readonly number[]): { readonly at: number; readonly height: number } {
  const n = values.length;
  let at = 0;
  let height = 0;
  let sum = 0;
  ranks(values).forEach((rank, i) => {
    sum += rank;
    const drift = Math.abs(2 * sum - (i + 1) * (n + 1));
    if (i < n - 1 && drift > height) {
      height = drift;
      at = i + 1;
    }
  });
  return { at, height };
}

const squares = (values: readonly number[]): number => {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
};

function squaresOfLine(values: readonly number[]): number {
  const { slope } = theilSen(values);
  return squares(values.map((value, i) => value - slope * i));
}
