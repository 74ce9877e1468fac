import type { Catalog } from "@parlance/core";
import { PLAIN_COSTS, type SchemaCosts } from "./fit-schema.ts";

/** Whether every table and column can be told within so many tokens, so that nothing has to be searched for. */
export function fitsWhole(catalog: Catalog, budgetTokens: number, costs: SchemaCosts = PLAIN_COSTS): boolean {
  let left = budgetTokens;
  for (const table of catalog.tables) {
    left -= costs.table(table);
    for (const column of table.columns) left -= costs.column(column, table);
    if (left < 0) return false;
  }
  return true;
}
