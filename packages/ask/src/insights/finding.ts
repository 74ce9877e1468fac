import type { Insight } from "@parlance/core";

/** A test that was made; it becomes an insight when its p-value stands the correction for all that were made. */
export interface Finding {
  readonly insight: Omit<Insight, "pValue">;
  /** Absent for plain descriptions. */
  readonly pValue?: number;
  /** Large enough to be worth a sentence. */
  readonly isLarge: boolean;
  /** For order: how much it tells, comparable across kinds. */
  readonly weight: number;
}
