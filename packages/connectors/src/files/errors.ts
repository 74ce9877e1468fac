import { AppError, type Catalog, type ErrorCode, isAppError } from "@parlance/core";

/**
 * The worker has turned DuckDB's own errors into ours already; here the catalog adds what only it knows.
 * One row per code that has something to add.
 */
const HINTS: Partial<Record<ErrorCode, (catalog: Catalog) => string>> = {
  SQL_UNKNOWN_TABLE: (catalog) => `This source has ${listed(catalog.tables.map((table) => table.name))}.`,
};

const MAX_LISTED = 8;

/** The same error, with a hint from the catalog where the engine had none. */
export function withCatalogHint(error: unknown, catalog: Catalog): unknown {
  if (!isAppError(error) || error.details?.candidates !== undefined) return error;
  const hint = HINTS[error.code]?.(catalog);
  if (hint === undefined) return error;
  return new AppError(error.code, {
    message: error.message,
    hint,
    ...(error.details ? { details: error.details } : {}),
    cause: error,
  });
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return "no tables";
  const shown = names.slice(0, MAX_LISTED).join(", ");
  const more = names.length - MAX_LISTED;
  return `the ${names.length === 1 ? "table" : "tables"} ${shown}${more > 0 ? ` and ${more} more` : ""}`;
}
