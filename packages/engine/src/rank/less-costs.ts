/** How many first places are settled; the confidence looks at no gap behind them. */
export const SETTLED_PLACES = 20;

/**
 * Scores less what speaks against each reading, in log-odds, never below 0. A score before costs bounds the one after
 * them: once enough readings lie above the best bound left, the others stay behind whatever they would cost, are not
 * asked, and keep their bound.
 */
export function lessCosts(scores: Float64Array, costOf: (index: number) => number): Float64Array {
  const settled = scores.slice();
  /** Of the first places so far, lowest first. */
  const first: number[] = [];
  for (const index of inOrder(scores)) {
    const bound = scores[index] ?? 0;
    if (first.length === SETTLED_PLACES && bound < (first[0] ?? 0)) break;
    const score = bound - costOf(index);
    settled[index] = score;
    if (first.length === SETTLED_PLACES && score > (first[0] ?? 0)) first.shift();
    if (first.length < SETTLED_PLACES) insert(first, score);
  }
  return settled;
}

/** Indices of scores, best first, those of equal score in their order. */
export const inOrder = (scores: Float64Array): number[] =>
  Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);

function insert(sorted: number[], score: number): void {
  let at = sorted.length;
  while (at > 0 && (sorted[at - 1] ?? 0) > score) at -= 1;
  sorted.splice(at, 0, score);
}
