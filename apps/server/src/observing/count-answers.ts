import type { ResultCache } from "@parlance/ask";
import type { Answer } from "@parlance/core";
import type { Metrics } from "./metrics.ts";

export function countAnswer({ verdict, receipt }: Answer, { answers }: Metrics): void {
  answers.inc({ verdict, drafter: receipt?.draftedBy ?? "none" });
}

/** The same cache, whose hits and misses are counted. */
export const countedCache = (cache: ResultCache, { cache: looks }: Metrics): ResultCache => ({
  async get(key) {
    const found = await cache.get(key);
    looks.inc({ outcome: found === undefined ? "miss" : "hit" });
    return found;
  },
  set: (key, result) => cache.set(key, result),
  forget: (sourceId) => cache.forget(sourceId),
});
