import type { Dialect } from "@parlance/core";

/** Commands in extended JSON: `{"aggregate": "orders", "pipeline": [...]}` and `{"find": "orders", ...}`. */
export const MONGODB_DIALECT = "mongodb" satisfies Dialect;

/** The first documents of a collection, for a preview. */
export const previewCommand = (collection: string, rows: number): string =>
  JSON.stringify({ find: collection, limit: Math.max(1, Math.trunc(rows)) });
