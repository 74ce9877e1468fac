import { numberText } from "../present/number-text.ts";
import { capitalize, columnWords } from "../present/words.ts";
import type { Finding } from "./finding.ts";
import type { Measure, TimeSeries } from "./series.ts";
import { normalTwoSided } from "./statistics/distributions.ts";
import { inflation, median, theilSen } from "./statistics/robust.ts";

const MIN_POINTS = 8;
/** Change over the whole stretch against the usual level, below which nobody would call it a trend. */
const MIN_CHANGE = 0.05;
const MIN_TAU = 0.4;
/** Pairs grow with the square of the points. */
export const MAX_POINTS = 400;

/** A steady rise or fall: the Mann-Kendall test, its variance widened where neighbours resemble one another. */
export function findTrend({ labels }: TimeSeries, { name, values }: Measure): Finding | null {
  const n = values.length;
  if (n < MIN_POINTS || n > MAX_POINTS) return null;
  const { score, variance } = mannKendall(values);
  if (variance === 0) return null;
  const z = (score - Math.sign(score)) / Math.sqrt(variance * inflation(values));
  const { slope } = theilSen(values);
  const level = Math.abs(median(values)) || 1;
  const effect = (slope * (n - 1)) / level;
  const tau = score / ((n * (n - 1)) / 2);
  const isRising = slope > 0;
  return {
    pValue: normalTwoSided(z),
    isLarge: Math.abs(effect) >= MIN_CHANGE && Math.abs(tau) >= MIN_TAU,
    weight: Math.abs(tau),
    insight: {
      kind: "trend",
      sentence: sentenceOf(name, labels, values, isRising),
      columns: [name],
      effect,
      test: "Mann-Kendall, slope by Theil-Sen; effect is the change over the whole stretch against the median",
      sample: n,
    },
  };
}

function mannKendall(values: readonly number[]): { readonly score: number; readonly variance: number } {
  const n = values.length;
  let score = 0;
  const counts = new Map<number, number>();
  values.forEach((value, i) => {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    for (let j = 0; j < i; j += 1) score += Math.sign(value - (values[j] ?? 0));
  });
  let tied = 0;
  for (const count of counts.values()) tied += count * (count - 1) * (2 * count + 5);
  return { score, variance: (n * (n - 1) * (2 * n + 5) - tied) / 18 };
}

function sentenceOf(name: string, labels: readonly string[], values: readonly number[], isRising: boolean): string {
  const first = values[0] ?? 0;
  const last = values.at(-1) ?? 0;
  const isTold = isRising ? last > first : last < first;
  const subject = `${capitalize(columnWords(name))} ${isRising ? "rises" : "falls"} steadily`;
  const [from, to] = [labels[0] ?? "", labels.at(-1) ?? ""];
  if (!isTold) return `${subject} from ${from} to ${to}.`;
  return `${subject}, from ${numberText(first)} (${from}) to ${numberText(last)} (${to}).`;
}
