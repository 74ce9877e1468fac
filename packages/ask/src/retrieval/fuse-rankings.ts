export interface Ranking<T> {
  /** Best first. */
  readonly items: readonly T[];
  readonly weight: number;
}

/** The place from which differences between ranks count little; 60 is what the literature found and nobody improves on. */
const DAMPING = 60;

/** Reciprocal rank fusion: what several rankings agree on comes first, whatever their scores are measured in. */
export function fuseRankings<T>(rankings: readonly Ranking<T>[]): ReadonlyMap<T, number> {
  const fused = new Map<T, number>();
  for (const { items, weight } of rankings) {
    items.forEach((item, rank) => {
      fused.set(item, (fused.get(item) ?? 0) + weight / (DAMPING + rank + 1));
    });
  }
  return fused;
}
