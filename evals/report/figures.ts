/** What every question set, whatever its kind, leaves behind for the figures. */
export interface Outcome {
  readonly confidence: number;
  readonly isRight: boolean;
}

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
export const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** Share right among the most confident part of the questions. Ties keep the order of the questions. */
export function precisionAt(outcomes: readonly Outcome[], coverage: number): number {
  const ranked = [...outcomes].sort((a, b) => b.confidence - a.confidence);
  const kept = ranked.slice(0, Math.round(coverage * ranked.length));
  return share(kept.filter((outcome) => outcome.isRight).length, kept.length);
}

/** Largest share of questions, most confident first, of which the wanted share is right. */
export function coverageAt(outcomes: readonly Outcome[], precision: number): number {
  const ranked = [...outcomes].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let best = 0;
  ranked.forEach((outcome, index) => {
    if (outcome.isRight) right += 1;
    if (right / (index + 1) >= precision) best = index + 1;
  });
  return share(best, ranked.length);
}

const BINS = 10;

/** Expected calibration error over ten bins of equal width. */
export function calibrationError(outcomes: readonly Outcome[]): number {
  let total = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const inBin = outcomes.filter((o) => Math.min(BINS - 1, Math.floor(o.confidence * BINS)) === bin);
    const right = inBin.filter((o) => o.isRight).length;
    const promised = inBin.reduce((sum, o) => sum + o.confidence, 0);
    total += Math.abs(right - promised);
  }
  return share(total, outcomes.length);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
