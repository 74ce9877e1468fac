import { createHash } from "node:crypto";
import type { Catalog, Column, ForeignKey, Table } from "@parlance/core";
import { guardMysql } from "@parlance/sql";
import { indexesFrom } from "../process/indexes-from.ts";
import { inferKeys } from "../process/inferred-keys.ts";
import { readsOfView } from "../process/view-reads.ts";
import { MYSQL_DIALECT, quoteName } from "./dialect.ts";
import { withSamples } from "./samples.ts";
import { ask, type Row, type Session, unlessServerRefuses } from "./session.ts";
import { typeOfColumn } from "./types.ts";

const TABLES = `SELECT TABLE_NAME, TABLE_TYPE, TABLE_ROWS, TABLE_COMMENT FROM information_schema.TABLES
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED') ORDER BY TABLE_NAME`;
const COLUMNS = `SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, COLUMN_COMMENT FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION`;
const KEYS = `SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
  FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE()
  AND (CONSTRAINT_NAME = 'PRIMARY' OR REFERENCED_TABLE_SCHEMA = DATABASE()) ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`;
/** An index over an expression has no column name. */
const INDEXES = `SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME FROM information_schema.STATISTICS
  WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME <> 'PRIMARY' ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`;
/** MariaDB keeps JSON as text that a check holds to its form. */
const JSON_CHECKS = `SELECT TABLE_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS
  WHERE CONSTRAINT_SCHEMA = DATABASE() AND CHECK_CLAUSE LIKE 'json_valid(%'`;

/** Empty for a user without the right SHOW VIEW. */
const VIEWS = "SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()";

/** Tables this small are counted, so that what is shown of them is exact; larger ones keep the server's estimate. */
const COUNTED_BELOW = 50_000;
const COUNTED_AT_ONCE = 100;
const MAX_COUNTED = 1_000;

/** The tables and views of the database, by six questions in all and one for every hundred small tables. */
export async function readCatalog(session: Session, database: string): Promise<Catalog> {
  const { connection, isMariadb } = session;
  const tables = await ask(connection, TABLES);
  const columns = groupedByTable(await ask(connection, COLUMNS));
  const keys = groupedByTable(await ask(connection, KEYS));
  const jsonChecks = groupedByTable(isMariadb ? await ask(connection, JSON_CHECKS) : []);
  const indexes = groupedByTable(await ask(connection, INDEXES));
  const counts = await countSmall(session, tables);
  const listed = tables.map((row): Table => {
    const [name = "", type, estimate, comment] = row.map((cell) => cell ?? "");
    const json = new Set((jsonChecks.get(name) ?? []).map(([, clause]) => /`(.+)`/.exec(clause ?? "")?.[1]));
    const rowCount = counts.get(name) ?? (estimate ? Number(estimate) : undefined);
    return {
      name,
      kind: type === "VIEW" ? "view" : "table",
      ...(comment && type !== "VIEW" ? { comment } : {}),
      columns: (columns.get(name) ?? []).map((column) => columnOf(column, json)),
      ...keysOf(keys.get(name) ?? []),
      ...indexesFrom((indexes.get(name) ?? []).map(([, index, repeats, column]) => [index, repeats === "0", column])),
      ...(rowCount === undefined ? {} : { rowCount }),
    };
  });
  const found = await withReads(session, database, listed);
  const version = createHash("sha256")
    .update(JSON.stringify([database, found]))
    .digest("hex")
    .slice(0, 16);
  return { dialect: MYSQL_DIALECT, version, tables: await withSamples(session, inferKeys(found)) };
}

async function withReads(
  { connection, foldsTableNames }: Session,
  database: string,
  tables: readonly Table[],
): Promise<readonly Table[]> {
  if (!tables.some(({ kind }) => kind === "view")) return tables;
  const definitions = new Map((await ask(connection, VIEWS)).map(([name, definition]) => [name, definition]));
  const names = { foldsTableNames, database };
  return Promise.all(
    tables.map(async (table) => {
      if (table.kind !== "view") return table;
      const judge = (sql: string, policy: Parameters<typeof guardMysql>[1]) => guardMysql(sql, policy, names);
      return { ...table, reads: await readsOfView(definitions.get(table.name), tables, judge) };
    }),
  );
}

function columnOf(row: Row, json: ReadonlySet<string | undefined>): Column {
  const [, name = "", dataType = "", columnType = "", nullable, comment] = row.map((cell) => cell ?? "");
  const type = json.has(name) ? typeOfColumn("json", "json") : typeOfColumn(dataType.toLowerCase(), columnType);
  return { name, type, nullable: nullable === "YES", ...(comment ? { comment } : {}) };
}

function keysOf(rows: readonly Row[]): Pick<Table, "primaryKey" | "primaryKeyOrigin" | "foreignKeys"> {
  const primaryKey = rows.filter(([, constraint]) => constraint === "PRIMARY").map(([, , column]) => column ?? "");
  const foreign = new Map<string, ForeignKey>();
  for (const [, constraint, column, refTable, refColumn] of rows) {
    if (constraint === "PRIMARY" || !refTable) continue;
    const known = foreign.get(constraint ?? "") ?? { columns: [], refColumns: [] };
    foreign.set(constraint ?? "", {
      columns: [...known.columns, column ?? ""],
      refTable,
      refColumns: [...known.refColumns, refColumn ?? ""],
      origin: "declared",
      confidence: 1,
    });
  }
  return {
    primaryKey,
    ...(primaryKey.length > 0 ? { primaryKeyOrigin: "declared" as const } : {}),
    foreignKeys: [...foreign.values()],
  };
}

function groupedByTable(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const table = row[0] ?? "";
    const group = groups.get(table);
    if (group === undefined) groups.set(table, [row]);
    else group.push(row);
  }
  return groups;
}

async function countSmall({ connection }: Session, tables: readonly Row[]): Promise<ReadonlyMap<string, number>> {
  const small = tables
    .filter(([, type, estimate]) => type !== "VIEW" && Number(estimate ?? 0) < COUNTED_BELOW)
    .map(([name]) => name ?? "")
    .slice(0, MAX_COUNTED);
  const counts = new Map<string, number>();
  for (let i = 0; i < small.length; i += COUNTED_AT_ONCE) {
    const some = small.slice(i, i + COUNTED_AT_ONCE);
    const sql = some.map((name, n) => `SELECT ${n}, COUNT(*) FROM ${quoteName(name)}`).join(" UNION ALL ");
    const rows = await unlessServerRefuses(() => ask(connection, sql), []);
    for (const [n, count] of rows) counts.set(some[Number(n)] ?? "", Number(count));
  }
  return counts;
}
