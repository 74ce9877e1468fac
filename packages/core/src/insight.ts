export const INSIGHT_KINDS = [
  "trend",
  "change",
  "outlier",
  "concentration",
  "seasonality",
  "correlation",
  "reversal",
] as const;
export type InsightKind = (typeof INSIGHT_KINDS)[number];

/** Something the rows show beyond what was asked, found by a statistical test. */
export interface Insight {
  readonly kind: InsightKind;
  /** One sentence; every number in it comes from the rows. */
  readonly sentence: string;
  /** Columns it speaks of. */
  readonly columns: readonly string[];
  /** How strong it is, in the measure that `test` names. */
  readonly effect: number;
  /** Chance of seeing this in noise, corrected for all tests made on the result; absent for plain descriptions. */
  readonly pValue?: number;
  /** What was done: "Mann-Kendall, slope by Theil-Sen". */
  readonly test: string;
  /** Values that entered the test. */
  readonly sample: number;
}
