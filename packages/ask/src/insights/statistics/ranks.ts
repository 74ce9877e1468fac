/** Ranks from 1; equal values share the middle of theirs. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const out = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end += 1;
    for (let i = start; i <= end; i += 1) {
      const index = order[i]?.index;
      if (index !== undefined) out[index] = (start + end) / 2 + 1;
    }
    start = end + 1;
  }
  return out;
}

/** Pearson's coefficient; 0 where either does not vary. */
export function pearson(one: readonly number[], other: readonly number[]): number {
  const n = one.length;
  const meanOne = one.reduce((sum, value) => sum + value, 0) / n;
  const meanOther = other.reduce((sum, value) => sum + value, 0) / n;
  let both = 0;
  let squareOne = 0;
  let squareOther = 0;
  one.forEach((value, i) => {
    const a = value - meanOne;
    const b = (other[i] ?? meanOther) - meanOther;
    both += a * b;
    squareOne += a * a;
    squareOther += b * b;
  });
  return squareOne === 0 || squareOther === 0 ? 0 : both / Math.sqrt(squareOne * squareOther);
}

export const spearman = (one: readonly number[], other: readonly number[]): number => pearson(ranks(one), ranks(other));
