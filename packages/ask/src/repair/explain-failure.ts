import { AppError, type Catalog } from "@parlance/core";
import { nearestName } from "@parlance/sql";

/** The database's error with the name that was probably meant, for the person who wrote the statement. */
export function explainFailure(error: AppError, catalog: Catalog): AppError {
  const missing = missingName(error.message);
  if (missing === null) return error;
  const near = error.code === "SQL_UNKNOWN_TABLE" ? nearTable(missing, catalog) : nearColumn(missing, catalog);
  if (near === null) return error;
  return new AppError(error.code, {
    message: error.message,
    hint: `Did you mean ${near}?`,
    details: { ...error.details, name: missing, suggestion: near },
    cause: error,
  });
}

const MISSING = [
  /column "?([^"]+?)"? (?:not found|does not exist|must appear)/i,
  /does not have a column named "([^"]+)"/i,
  /table with name "?([^"\s]+?)"? does not exist/i,
  /"([^"]+)" not found/i,
];

function missingName(message: string): string | null {
  for (const pattern of MISSING) {
    const name = pattern.exec(message)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}

const nearTable = (name: string, catalog: Catalog): string | null =>
  nearestName(
    name,
    catalog.tables.map((table) => table.name),
  ) ?? null;

function nearColumn(name: string, catalog: Catalog): string | null {
  const column = nearestName(
    name,
    catalog.tables.flatMap((table) => table.columns.map((item) => item.name)),
  );
  if (column === undefined) return null;
  const owners = catalog.tables.filter((table) => table.columns.some((item) => item.name === column));
  return owners.length === 1 ? `${owners[0]?.name}.${column}` : column;
}
