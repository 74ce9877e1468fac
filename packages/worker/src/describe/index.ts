import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnValues, DescribedTables, DescribeRequest, ForeignKey, IngestProgress, Table } from "@parlance/core";
import { findForeignKeys, type KeyedTable } from "./foreign-keys.ts";
import { findJunctionKey, findPrimaryKey } from "./primary-key.ts";
import { profileTable } from "./profile.ts";
import { readSamples } from "./samples.ts";
import { readTableFacts } from "./table-facts.ts";
import { columnValues } from "./values.ts";
import { catalogVersion } from "./version.ts";

/** Profile, keys, samples and values of Parquet tables; nothing is written. */
export async function describeTables(
  request: DescribeRequest,
  connection: DuckDBConnection,
  onProgress: (progress: IngestProgress) => void,
  signal?: AbortSignal,
): Promise<DescribedTables> {
  const report = (phase: IngestProgress["phase"], table: string): void =>
    onProgress({ phase, bytesDone: 0, bytesTotal: 0, rows: 0, table });
  const keyed: KeyedTable[] = [];
  const values: ColumnValues[] = [];
  for (const stored of request.tables) {
    signal?.throwIfAborted();
    report("profile", stored.name);
    const facts = await readTableFacts(connection, stored);
    const columns = await profileTable(connection, facts);
    report("index", stored.name);
    values.push(...columns.flatMap((column) => columnValues(stored.name, column)));
    keyed.push({ facts, columns, primaryKey: await findPrimaryKey(connection, facts, columns) });
  }
  const tables: Table[] = [];
  for (const table of keyed) {
    signal?.throwIfAborted();
    report("keys", table.facts.table.name);
    const foreignKeys = await findForeignKeys(connection, table, keyed);
    const references = foreignKeys.flatMap(({ columns }) => (columns.length === 1 ? columns : []));
    const primaryKey = table.primaryKey ?? (await findJunctionKey(connection, table.facts, table.columns, references));
    tables.push(toTable({ ...table, primaryKey }, foreignKeys, await readSamples(connection, table.facts)));
  }
  return { catalog: { dialect: "duckdb", version: catalogVersion(tables), tables }, values };
}

function toTable(
  { facts, columns, primaryKey }: KeyedTable,
  foreignKeys: ForeignKey[],
  samples: Table["samples"],
): Table {
  const { name, comment, columnComments } = facts.table;
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
    primaryKey: primaryKey?.columns ?? [],
    ...(primaryKey ? { primaryKeyOrigin: primaryKey.origin } : {}),
    foreignKeys,
    rowCount: facts.rowCount,
    ...(samples ? { samples } : {}),
  };
}
