export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The median distance from the median, scaled to a normal distribution's standard deviation. */
export function spread(values: readonly number[], centre = median(values)): number {
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Beyond this many points a share of all pairs tells the slope as well. */
const ALL_PAIRS = 48;
const DISTANCES = 12;

/** Slope and level of the line that half of all pairs of points lie above: the Theil-Sen line over 0, 1, 2, ... */
export function theilSen(values: readonly number[]): Line {
  const known = lines.get(values);
  if (known !== undefined) return known;
  const line = fitLine(values);
  lines.set(values, line);
  return line;
}

interface Line {
  readonly slope: number;
  readonly level: number;
}

/** Every test of a series asks for its line. */
const lines = new WeakMap<readonly number[], Line>();

function fitLine(values: readonly number[]): Line {
  const slopes = values.length <= ALL_PAIRS ? slopesAt(values, 1, 1) : slopesFar(values);
  const slope = slopes.length === 0 ? 0 : median(slopes);
  return { slope, level: median(values.map((value, i) => value - slope * i)) };
}

function slopesAt(values: readonly number[], least: number, step: number): number[] {
  const slopes: number[] = [];
  for (let distance = least; distance < values.length; distance += step) {
    for (let i = distance; i < values.length; i += 1) {
      slopes.push(((values[i] ?? 0) - (values[i - distance] ?? 0)) / distance);
    }
  }
  return slopes;
}

/** Pairs that lie far apart know most about the slope. */
const slopesFar = (values: readonly number[]): number[] =>
  slopesAt(values, Math.floor(values.length / 3), Math.max(1, Math.floor((values.length * 2) / 3 / DISTANCES)));

/** What the Theil-Sen line leaves. */
export function detrended(values: readonly number[]): number[] {
  const { slope, level } = theilSen(values);
  return values.map((value, i) => value - level - slope * i);
}

/** How much a series resembles itself some steps before; 1 is entirely. */
export function autocorrelation(values: readonly number[], lag: number): number {
  const centre = mean(values);
  let above = 0;
  let below = 0;
  values.forEach((value, i) => {
    below += (value - centre) ** 2;
    if (i >= lag) above += (value - centre) * ((values[i - lag] ?? centre) - centre);
  });
  return below === 0 ? 0 : above / below;
}

/**
 * By how much neighbours that resemble one another inflate the variance of a test that takes them as independent.
 * A short series understates its likeness, by about (1 + 4r) / n.
 */
export function inflation(values: readonly number[]): number {
  const residuals = detrended(values);
  const found = autocorrelation(residuals, 1);
  const likeness = Math.min(0.9, found + (1 + 4 * Math.max(0, found)) / values.length);
  return likeness <= 0 ? 1 : (1 + likeness) / (1 - likeness);
}
