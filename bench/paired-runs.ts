export interface PairedFigures {
  readonly ours: number;
  readonly bare: number;
  /** Smallest and largest of each, for the notes. */
  readonly spread: string;
}

/** Medians of alternating runs, so that whatever else the machine does meets both alike. One unmeasured run of each first. */
export async function pairedRuns(
  runs: number,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
): Promise<PairedFigures> {
  const figures = { ours: [] as number[], bare: [] as number[] };
  for (let i = 0; i <= runs; i++) {
    const one = await elapsed(ours);
    const other = await elapsed(bare);
    if (i === 0) continue;
    figures.ours.push(one);
    figures.bare.push(other);
  }
  return {
    ours: median(figures.ours),
    bare: median(figures.bare),
    spread: `ours ${range(figures.ours)} ms, bare ${range(figures.bare)} ms`,
  };
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
const range = (values: readonly number[]): string =>
  `${Math.round(Math.min(...values))}-${Math.round(Math.max(...values))}`;
