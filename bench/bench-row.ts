/**
 * One measured figure of the bench. A ratio compares our work with the bare engine on the same bytes in the same run;
 * a row with no bare engine behind it (start-up time, idle memory, latency) carries an absolute bar instead.
 */
export interface BenchRow {
  /** What was measured, in words that a table can hold: "upload CSV 100 MB over HTTP until askable". */
  readonly name: string;
  /** Unit of `ours` and `bare`. */
  readonly unit: "ms" | "MB" | "kB" | "count";
  /** Our figure: the median where several runs were made. */
  readonly ours: number;
  /** The bare engine's figure in the same run; null when nothing bare does this work. */
  readonly bare: number | null;
  /** The bar as a rule that main.ts judges. */
  readonly bar: BenchBar;
  /** What a reader must know: runs made, sizes, spread, what was left out. */
  readonly notes: string;
}

export type BenchBar =
  /** ours <= bare * ratio + plus. `plus` is in the row's unit. */
  | { readonly kind: "ratio"; readonly ratio: number; readonly plus?: number }
  /** ours <= limit, in the row's unit. */
  | { readonly kind: "limit"; readonly limit: number }
  /** A figure that is recorded and not judged: the bare engine does less than we must. */
  | { readonly kind: "none" };

/** What every `*.bench.ts` exports. */
export interface Bench {
  run(): Promise<readonly BenchRow[]>;
}

/** Null where there is nothing to meet. */
export const meetsBar = (row: BenchRow): boolean | null => {
  if (row.bar.kind === "none") return null;
  if (row.bar.kind === "limit") return row.ours <= row.bar.limit;
  if (row.bare === null) return false;
  return row.ours <= row.bare * row.bar.ratio + (row.bar.plus ?? 0);
};
