import type { Cell, StoredResult } from "@parlance/core";
import { type CachedResult, type CacheKey, cacheKeyText, type ResultCache } from "./result-cache.ts";

interface Entry {
  readonly sourceId: string;
  readonly bytes: number;
  readonly result: CachedResult;
}

/** In this process, least recently used out first, never more than `maxBytes` by estimate. */
export function memoryResultCache(options: { readonly maxBytes: number }): ResultCache {
  const entries = new Map<string, Entry>();
  let bytes = 0;

  const drop = (key: string): void => {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  const trim = (): void => {
    for (const key of entries.keys()) {
      if (bytes <= options.maxBytes) return;
      drop(key);
    }
  };

  return {
    async get(key: CacheKey) {
      const text = cacheKeyText(key);
      const entry = entries.get(text);
      if (entry === undefined) return undefined;
      entries.delete(text);
      entries.set(text, entry);
      return entry.result;
    },
    async set(key, result) {
      const text = cacheKeyText(key);
      drop(text);
      const entry = { sourceId: key.sourceId, bytes: text.length * 2 + resultBytes(result.stored), result };
      entries.set(text, entry);
      bytes += entry.bytes;
      trim();
    },
    async forget(sourceId) {
      for (const [key, entry] of entries) if (entry.sourceId === sourceId) drop(key);
    },
  };
}

const CELL_OVERHEAD_BYTES = 16;

const resultBytes = (stored: StoredResult): number =>
  stored.firstPage.data.reduce(
    (sum, column) => sum + column.reduce<number>((all, cell) => all + cellBytes(cell), 0),
    512,
  );

function cellBytes(cell: Cell): number {
  if (typeof cell === "string") return CELL_OVERHEAD_BYTES + cell.length * 2;
  if (cell instanceof Uint8Array) return CELL_OVERHEAD_BYTES + cell.length;
  if (typeof cell !== "object" || cell === null) return CELL_OVERHEAD_BYTES;
  const parts: readonly Cell[] = Array.isArray(cell) ? cell : Object.values(cell);
  return parts.reduce<number>((sum, part) => sum + cellBytes(part), CELL_OVERHEAD_BYTES);
}
