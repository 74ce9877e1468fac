export interface GradedPair {
  readonly a: number;
  readonly b: number;
  /** 0 to 15. */
  readonly degree: number;
}

/** Pairs with a < b as few bytes: see the format told in the file. Read by packages/engine/src/lexicon/neighbours.ts. */
export function encodePairs(pairs: readonly GradedPair[], count: number): string {
  const bytes: number[] = [];
  const degrees: number[] = [];
  const write = (value: number): void => {
    let rest = value;
    while (rest > 127) {
      bytes.push((rest & 127) | 128);
      rest >>= 7;
    }
    bytes.push(rest);
  };
  const after = Array.from({ length: count }, (): GradedPair[] => []);
  for (const pair of pairs) after[pair.a]?.push(pair);
  after.forEach((list, a) => {
    write(list.length);
    let before = a;
    for (const { b, degree } of list.sort((one, other) => one.b - other.b)) {
      write(b - before);
      before = b;
      degrees.push(degree);
    }
  });
  for (let i = 0; i < degrees.length; i += 2) bytes.push((degrees[i] ?? 0) | ((degrees[i + 1] ?? 0) << 4));
  return Buffer.from(bytes).toString("base64");
}
