import type { RunLimits, StoredResult } from "@parlance/core";

export interface CachedResult {
  readonly resultId: string;
  readonly stored: StoredResult;
}

/** Everything that may change what a statement answers. A key without the principal would show one person's rows to another. */
export interface CacheKey {
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly sourceVersion: string;
  readonly principal: string;
  readonly limits: RunLimits;
  readonly sql: string;
}

/**
 * Keeps first pages of results that were run before. Called by the run step only. A miss is never an error; whoever
 * keeps a result here keeps its resultId readable as long. forget drops what belongs to a source that is gone.
 */
export interface ResultCache {
  get(key: CacheKey): Promise<CachedResult | undefined>;
  set(key: CacheKey, result: CachedResult): Promise<void>;
  forget(sourceId: string): Promise<void>;
}

export const cacheKeyText = (key: CacheKey): string =>
  JSON.stringify([
    key.workspaceId,
    key.sourceId,
    key.sourceVersion,
    key.principal,
    key.limits.maxRows,
    key.limits.maxBytes,
    key.limits.maxCellBytes,
    key.limits.timeoutMs,
    key.sql,
  ]);
