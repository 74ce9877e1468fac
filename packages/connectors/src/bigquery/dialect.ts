import type { Dialect } from "@parlance/core";

export const BIGQUERY_DIALECT = "bigquery" satisfies Dialect;

/** A path of the REST interface. */
export const pathOf = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join("/");
