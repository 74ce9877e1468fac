import type { DuckDBConnection } from "@duckdb/node-api";
import type { DataType, DeclaredFacts, StoredTable } from "@parlance/core";
import { quoteText } from "../ingest/quote.ts";
import { dataTypeOf } from "./data-type.ts";
import { asNumber, queryRow, queryRows } from "./query.ts";

export interface ColumnFacts {
  readonly name: string;
  readonly type: DataType;
}

/** One Parquet table as the profile and key steps see it. */
export interface TableFacts {
  readonly table: StoredTable & DeclaredFacts;
  /** FROM item that scans the Parquet file. */
  readonly scan: string;
  readonly columns: readonly ColumnFacts[];
  readonly rowCount: number;
}

export async function readTableFacts(
  connection: DuckDBConnection,
  table: StoredTable & DeclaredFacts,
): Promise<TableFacts> {
  const scan = `read_parquet(${quoteText(table.path)})`;
  const described = await queryRows(connection, `DESCRIBE SELECT * FROM ${scan}`);
  const counted = await queryRow(connection, `SELECT count(*) AS n FROM ${scan}`);
  return {
    table,
    scan,
    columns: described.map((row) => ({
      name: String(row.column_name),
      type: dataTypeOf(String(row.column_type)),
    })),
    rowCount: asNumber(counted.n),
  };
}
