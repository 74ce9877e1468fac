import { numberText } from "../present/number-text.ts";
import { columnWords, joinWords } from "../present/words.ts";
import type { Finding } from "./finding.ts";
import type { Measure } from "./series.ts";
import { normalTwoSided } from "./statistics/distributions.ts";
import { median, spread } from "./statistics/robust.ts";

const MIN_POINTS = 12;
/** More than this share are no outliers but a second kind of thing. */
const MAX_SHARE = 0.1;
const MAX_NAMED = 2;

/**
 * Values far from the rest, by their distance from the median in robust spreads. Amounts are skewed by nature, so what
 * is positive throughout must also stand out among its logarithms.
 */
export function findOutliers(labels: readonly string[], { name, values }: Measure, around = values): Finding | null {
  const n = values.length;
  if (n < MIN_POINTS) return null;
  const distances = robustDistances(around);
  if (distances === null) return null;
  const logs = values.every((value) => value > 0) ? robustDistances(values.map(Math.log)) : null;
  const worst = distances.map((distance, i) => cautious(distance, logs?.[i]));
  const scaled = worst.map((distance) => Math.abs(distance) / smallSample(n));
  const largest = Math.max(...scaled);
  const pValue = Math.min(1, n * normalTwoSided(largest));
  const far = scaled
    .map((distance, index) => ({ distance, index }))
    .filter(({ distance }) => n * normalTwoSided(distance) < 0.01)
    .sort((a, b) => b.distance - a.distance);
  const named = far.slice(0, MAX_NAMED).map(({ index }) => `${labels[index]} (${numberText(values[index] ?? 0)})`);
  const usual = numberText(median(values));
  return {
    pValue,
    isLarge: far.length > 0 && far.length <= Math.max(1, Math.floor(n * MAX_SHARE)),
    weight: Math.min(1, largest / 10),
    insight: {
      kind: "outlier",
      sentence: `${joinWords(named)} ${named.length === 1 ? "stands" : "stand"} far from the rest in ${columnWords(name)}, whose median is ${usual}.`,
      columns: [name],
      effect: largest,
      test: "distance from the median in robust spreads (MAD), corrected for the number of values",
      sample: n,
    },
  };
}

function robustDistances(values: readonly number[]): number[] | null {
  const centre = median(values);
  const width = spread(values, centre);
  return width === 0 ? null : values.map((value) => (value - centre) / width);
}

/** Of two distances the nearer; none where they point apart. */
function cautious(distance: number, log: number | undefined): number {
  if (log === undefined) return distance;
  return Math.sign(log) === Math.sign(distance) ? Math.sign(distance) * Math.min(Math.abs(distance), Math.abs(log)) : 0;
}

/** The spread of few values is itself uncertain, which makes ordinary values look far. */
const smallSample = (n: number): number => 1 + 14 / n;
