import type { DuckDBConnection } from "@duckdb/node-api";
import type { StoredTable } from "@parlance/core";
import { quoteName, quoteText } from "../ingest/quote.ts";

/**
 * Makes tables that came for one statement visible to its connection and to no other: temporary views go with it, and
 * a name means them before it means a table of the source.
 */
export async function landTables(connection: DuckDBConnection, tables: readonly StoredTable[] = []): Promise<void> {
  for (const { name, path } of tables) {
    await connection.run(`CREATE TEMP VIEW ${quoteName(name)} AS SELECT * FROM read_parquet(${quoteText(path)})`);
  }
}
