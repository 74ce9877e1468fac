import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnValues, DescribedTables, DescribeRequest, IngestProgress, Table } from "@parlance/core";
import { type ProfiledColumn, profileTable } from "./profile.ts";
import { readSamples } from "./samples.ts";
import { readTableFacts, type TableFacts } from "./table-facts.ts";
import { isValueColumn, readValues } from "./values.ts";
import { catalogVersion } from "./version.ts";

/** Profile, keys, samples and values of Parquet tables; nothing is written. */
export async function describeTables(
  request: DescribeRequest,
  connection: DuckDBConnection,
  onProgress: (progress: IngestProgress) => void,
  signal?: AbortSignal,
): Promise<DescribedTables> {
  const tables: Table[] = [];
  const values: ColumnValues[] = [];
  for (const stored of request.tables) {
    signal?.throwIfAborted();
    onProgress({ phase: "profile", bytesDone: 0, bytesTotal: 0, rows: 0, table: stored.name });
    const facts = await readTableFacts(connection, stored);
    const columns = await profileTable(connection, facts);
    for (const column of columns.filter(isValueColumn)) values.push(await readValues(connection, facts, column));
    tables.push(toTable(facts, columns, await readSamples(connection, facts)));
  }
  return { catalog: { dialect: "duckdb", version: catalogVersion(tables), tables }, values };
}

function toTable(facts: TableFacts, columns: readonly ProfiledColumn[], samples: Table["samples"]): Table {
  const { name, comment, columnComments, primaryKey, foreignKeys } = facts.table;
  return {
    name,
    kind: "table",
    ...(comment ? { comment } : {}),
    columns: columns.map(({ name: column, type, profile }) => ({
      name: column,
      type,
      nullable: profile.nulls > 0,
      ...(columnComments?.[column] ? { comment: columnComments[column] } : {}),
      profile,
    })),
    primaryKey: primaryKey ?? [],
    ...(primaryKey?.length ? { primaryKeyOrigin: "declared" as const } : {}),
    foreignKeys: (foreignKeys ?? []).map((key) => ({ ...key, origin: "declared" as const, confidence: 1 })),
    rowCount: facts.rowCount,
    ...(samples ? { samples } : {}),
  };
}
