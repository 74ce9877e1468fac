import type { HistogramBin } from "./catalog.ts";

/** Equal bins whose edges are multiples of a round width. */
export interface RoundBins {
  readonly width: number;
  /** How many widths from zero the first bin begins. */
  readonly first: number;
  readonly count: number;
}

/** Steps that a person counts in. */
const ROUND_STEPS = [1, 2, 2.5, 5, 10];
const MOST_BINS = 40;
const FEWEST_BINS = 5;

/** About the square root of the number of values, at most 40, between round numbers. `low` is below `high`. */
export function roundBins(low: number, high: number, values: number, isWhole: boolean): RoundBins {
  const most = Math.min(MOST_BINS, Math.max(FEWEST_BINS, Math.ceil(Math.sqrt(values))));
  const width = binWidth(high - low, most, isWhole);
  const first = Math.floor(low / width);
  return { width, first, count: Math.floor(high / width) - first + 1 };
}

/** The smallest round width at which so many bins are enough; whole numbers are never cut into parts. */
function binWidth(span: number, most: number, isWhole: boolean): number {
  const least = span / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const width = (ROUND_STEPS.find((step) => step * power >= least) ?? 10) * power;
  return isWhole ? Math.max(1, Math.ceil(width)) : width;
}

/** Counts by bin as bins with their edges; multiples of a width such as 0.1 come with an error in their last digit. */
export function filledBins({ width, first, count }: RoundBins, counts: ReadonlyMap<number, number>): HistogramBin[] {
  const edge = (index: number): number => Number(((first + index) * width).toPrecision(12));
  return Array.from({ length: count }, (_, index) => ({
    from: edge(index),
    to: edge(index + 1),
    count: counts.get(index) ?? 0,
  }));
}
