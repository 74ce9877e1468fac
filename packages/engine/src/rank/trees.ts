/** Many small decision trees, node after node; a node's left child comes right after it. */
export interface Trees {
  readonly roots: readonly number[];
  /** What a node asks, or -1 where it is a leaf. */
  readonly feature: readonly number[];
  /** Rows with at most this go left. */
  readonly threshold: readonly number[];
  readonly right: readonly number[];
  /** What a leaf adds. */
  readonly value: readonly number[];
}

/** The sum of what all trees give for one row. */
export function sumOfTrees({ roots, feature, threshold, right, value }: Trees, row: Float32Array): number {
  let sum = 0;
  for (const root of roots) {
    let node = root;
    for (let asked = feature[node] ?? -1; asked >= 0; asked = feature[node] ?? -1)
      node = (row[asked] ?? 0) <= (threshold[node] ?? 0) ? node + 1 : (right[node] ?? node);
    sum += value[node] ?? 0;
  }
  return sum;
}
