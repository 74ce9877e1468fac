/** The table every connector's fixture holds, so that the same questions have the same answers everywhere. */

export interface ContractRow {
  readonly id: number;
  /** "customer 0" to "customer 9". */
  readonly customer: string;
  /** Exact decimal with two places, as text. */
  readonly amount: string;
  /** "YYYY-MM-DD" in 2024. */
  readonly day: string;
  /** Null in every fifth row. */
  readonly note: string | null;
}

export const CONTRACT_TABLE = "contract_orders";
export const CONTRACT_ROW_COUNT = 5_000;
/** A table the fixture holds and no policy of the contract names. */
export const FORBIDDEN_TABLE = "contract_secrets";

export function contractRows(): ContractRow[] {
  return Array.from({ length: CONTRACT_ROW_COUNT }, (_, i) => ({
    id: i + 1,
    customer: `customer ${i % 10}`,
    amount: ((i + 1) * 1.25).toFixed(2),
    day: new Date(Date.UTC(2024, 0, 1 + (i % 366))).toISOString().slice(0, 10),
    note: (i + 1) % 5 === 0 ? null : `note ${i + 1}`,
  }));
}

/** Kinds that a source may give to each column; engines differ in the width of whole numbers only. */
export const CONTRACT_KINDS: Readonly<Record<keyof ContractRow, readonly string[]>> = {
  id: ["integer", "bigint"],
  customer: ["text"],
  amount: ["decimal"],
  day: ["date"],
  note: ["text"],
};
