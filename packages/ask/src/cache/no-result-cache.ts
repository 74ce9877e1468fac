import type { ResultCache } from "./result-cache.ts";

/** For sources whose rows change under us: what they said before is not what they say now. */
export const noResultCache: ResultCache = {
  get: async () => undefined,
  set: async () => undefined,
  forget: async () => undefined,
};
