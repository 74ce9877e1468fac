export interface PairedFigures {
  readonly ours: number;
  readonly bare: number;
  /** Smallest and largest of each, for the notes. */
  readonly spread: string;
}

/**
 * How time is measured. Processor time counts this process with its threads and leaves out what others on the machine
 * do; it is right only where both sides run in this process.
 */
export type Stopwatch = "wall" | "processor";

/**
 * Medians of alternating runs, so that whatever else the machine does meets both alike. One unmeasured run of each first.
 * What `prepare` does before each pair is not counted.
 */
export async function pairedRuns(
  runs: number,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
  stopwatch: Stopwatch = "wall",
  prepare: (run: number) => Promise<unknown> = async () => {},
): Promise<PairedFigures> {
  const figures = { ours: [] as number[], bare: [] as number[] };
  for (let i = 0; i <= runs; i++) {
    await prepare(i);
    const one = await elapsed(ours, stopwatch);
    const other = await elapsed(bare, stopwatch);
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

async function elapsed(work: () => Promise<unknown>, stopwatch: Stopwatch): Promise<number> {
  const started = now(stopwatch);
  await work();
  return now(stopwatch) - started;
}

function now(stopwatch: Stopwatch): number {
  if (stopwatch === "wall") return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
const range = (values: readonly number[]): string =>
  `${Math.round(Math.min(...values))}-${Math.round(Math.max(...values))}`;
