/** What one statement may use. Every limit is visible to the person it stops. */
export interface RunLimits {
  /** Rows kept; more sets isTruncated. */
  readonly maxRows: number;
  /** Bytes of result kept; more sets isTruncated. */
  readonly maxBytes: number;
  /** Bytes of a single cell; larger cells are cut and isTruncated is set. */
  readonly maxCellBytes: number;
  /** Wall clock; past it the statement is stopped with QUERY_TIMEOUT. */
  readonly timeoutMs: number;
}

export const DEFAULT_LIMITS: RunLimits = {
  maxRows: 1_000_000,
  maxBytes: 512 * 1024 * 1024,
  maxCellBytes: 1024 * 1024,
  timeoutMs: 30_000,
};
