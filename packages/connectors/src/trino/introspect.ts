import { createHash } from "node:crypto";
import type { Catalog, Column, ColumnValues, GuardPolicy, Table, ValueCount } from "@parlance/core";
import { guardTrino } from "@parlance/sql";
import { readsOfView } from "../process/view-reads.ts";
import type { TrinoConfig } from "./config.ts";
import { quoteName, quotePath, quoteText, TRINO_DIALECT } from "./dialect.ts";
import { dataTypeOf } from "./types.ts";

/** Runs a statement of our own and gives its rows. */
export type Ask = (sql: string) => Promise<readonly (readonly unknown[])[]>;

/** Statistics are asked for table by table, so only where that stays quick. */
const MAX_COUNTED_TABLES = 200;
/** Value lists are read only from tables that are known to be small, and from so many columns. */
const MAX_LISTED_ROWS = 1_000_000;
const MAX_LISTED_COLUMNS = 100;
const MAX_DISTINCT = 1_000;
const LONGEST_VALUE = 200;
const AT_ONCE = 4;

/** Tables, columns, comments and views in five statements, whatever the number of tables. */
export async function readCatalog(ask: Ask, config: TrinoConfig): Promise<Catalog> {
  const catalog = quoteText(config.catalog);
  const inSchema = (column: string): string =>
    config.schema === "" ? `${column} <> 'information_schema'` : `${column} = ${quoteText(config.schema)}`;
  const tables = await ask(
    `SELECT table_schem, table_name, table_type FROM system.jdbc.tables WHERE table_cat = ${catalog} AND ${inSchema("table_schem")} ORDER BY 1, 2`,
  );
  const columns = await ask(
    `SELECT table_schem, table_name, column_name, type_name, is_nullable, remarks FROM system.jdbc.columns WHERE table_cat = ${catalog} AND ${inSchema("table_schem")} ORDER BY 1, 2, ordinal_position`,
  );
  const comments = await readComments(ask, catalog, inSchema("schema_name"));
  const columnsOf = groupColumns(columns);
  const named = nameTables(tables);
  const described = named.map(
    (table): Table => ({
      ...table,
      columns: columnsOf.get(keyOf(table.schema, table.nativeName ?? table.name)) ?? [],
      primaryKey: [],
      foreignKeys: [],
      ...commentOf(comments.get(keyOf(table.schema, table.nativeName ?? table.name))),
    }),
  );
  const listed = await withReads(ask, config, described);
  const counted = listed.length > MAX_COUNTED_TABLES ? listed : await withRowCounts(ask, config.catalog, listed);
  const version = createHash("sha256").update(JSON.stringify(counted)).digest("hex").slice(0, 32);
  return { dialect: TRINO_DIALECT, version, tables: counted };
}

/**
 * What views show. A definition names things as its author's session resolved them; where that was another schema, the
 * name is not found in this one and the view is taken to show anything. A materialized view is listed as a table.
 */
async function withReads(ask: Ask, config: TrinoConfig, tables: readonly Table[]): Promise<readonly Table[]> {
  const catalog = quoteText(config.catalog);
  const views = await orNothing(
    ask(
      `SELECT table_schema, table_name, view_definition FROM ${quotePath(config.catalog, "information_schema", "views")}`,
    ),
  );
  const stored = await orNothing(
    ask(`SELECT schema_name, name, definition FROM system.metadata.materialized_views WHERE catalog_name = ${catalog}`),
  );
  const definitions = new Map(
    [...views, ...stored].map(([schema, name, definition]) => [keyOf(String(schema), String(name)), definition]),
  );
  return Promise.all(
    tables.map(async (table) => {
      const key = keyOf(table.schema, table.nativeName ?? table.name);
      if (table.kind !== "view" && !definitions.has(key)) return table;
      const home = { catalog: config.catalog, ...(table.schema === undefined ? {} : { schema: table.schema }) };
      const judge = (sql: string, policy: GuardPolicy) => guardTrino(sql, policy, home);
      return { ...table, reads: await readsOfView(definitions.get(key), tables, judge) };
    }),
  );
}

/** Two tables of one name in different schemas go by their schema as well. */
function nameTables(rows: readonly (readonly unknown[])[]): Pick<Table, "name" | "schema" | "nativeName" | "kind">[] {
  const times = new Map<string, number>();
  for (const [, name] of rows) times.set(String(name), (times.get(String(name)) ?? 0) + 1);
  return rows.map(([schema, name, type]) => ({
    ...((times.get(String(name)) ?? 0) > 1
      ? { name: `${String(schema)}.${String(name)}`, nativeName: String(name) }
      : { name: String(name) }),
    schema: String(schema),
    kind: String(type) === "VIEW" ? "view" : "table",
  }));
}

function groupColumns(rows: readonly (readonly unknown[])[]): Map<string, Column[]> {
  const found = new Map<string, Column[]>();
  for (const [schema, table, name, type, nullable, remarks] of rows) {
    const column: Column = {
      name: String(name),
      type: dataTypeOf(String(type)),
      nullable: nullable !== "NO",
      ...commentOf(remarks),
    };
    const key = keyOf(String(schema), String(table));
    const columns = found.get(key);
    if (columns === undefined) found.set(key, [column]);
    else columns.push(column);
  }
  return found;
}

const keyOf = (schema: string | undefined, table: string): string => JSON.stringify([schema, table]);

const commentOf = (text: unknown): { readonly comment?: string } =>
  typeof text === "string" && text !== "" ? { comment: text } : {};

/** Clusters may keep this table from people; comments are then left out. */
async function readComments(ask: Ask, catalog: string, inSchema: string): Promise<Map<string, unknown>> {
  const sql = `SELECT schema_name, table_name, comment FROM system.metadata.table_comments WHERE catalog_name = ${catalog} AND ${inSchema} AND comment IS NOT NULL`;
  const rows = await orNothing(ask(sql));
  return new Map(rows.map(([schema, table, comment]) => [keyOf(String(schema), String(table)), comment]));
}

async function withRowCounts(ask: Ask, catalog: string, tables: readonly Table[]): Promise<readonly Table[]> {
  return inTurns(tables, async (table) => {
    if (table.kind === "view") return table;
    const path = quotePath(catalog, table.schema ?? "", table.nativeName ?? table.name);
    const rows = await orNothing(ask(`SHOW STATS FOR ${path}`));
    // The last row is about the table: no column name, and the number of rows in the fifth place.
    const count = rows.find(([column]) => column === null)?.[4];
    return typeof count === "number" && Number.isFinite(count) ? { ...table, rowCount: Math.round(count) } : table;
  });
}

/** Distinct values of text columns, the most frequent first. */
export async function readValues(ask: Ask, config: TrinoConfig, catalog: Catalog): Promise<readonly ColumnValues[]> {
  const small = catalog.tables.filter(({ rowCount }) => rowCount !== undefined && rowCount <= MAX_LISTED_ROWS);
  const columns = small.flatMap((table) =>
    table.columns.filter(({ type }) => type.kind === "text").map((column) => ({ table, column })),
  );
  const lists = await inTurns(columns.slice(0, MAX_LISTED_COLUMNS), ({ table, column }) =>
    readColumnValues(ask, config.catalog, table, column),
  );
  return lists.filter((list) => list !== null);
}

async function readColumnValues(ask: Ask, catalog: string, table: Table, column: Column): Promise<ColumnValues | null> {
  const path = quotePath(catalog, table.schema ?? "", table.nativeName ?? table.name);
  const name = quoteName(column.name);
  const rows = await orNothing(
    ask(
      `SELECT ${name}, count(*) FROM ${path} WHERE length(${name}) <= ${LONGEST_VALUE} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_DISTINCT + 1}`,
    ),
  );
  if (rows.length === 0) return null;
  const values = rows
    .slice(0, MAX_DISTINCT)
    .map(([value, count]): ValueCount => ({ value: String(value), count: Number(count) }));
  return { table: table.name, column: column.name, values, isTruncated: rows.length > MAX_DISTINCT };
}

/** A statement that a cluster or connector does not answer leaves a gap and ends nothing. */
async function orNothing(rows: Promise<readonly (readonly unknown[])[]>): Promise<readonly (readonly unknown[])[]> {
  try {
    return await rows;
  } catch (error) {
    if (isOfTheStatement(error)) return [];
    throw error;
  }
}

const isOfTheStatement = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  /^(?:SQL_|SOURCE_RIGHTS_MISSING|QUERY_TOO_LARGE)/.test(String(error.code));

async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return results;
}
