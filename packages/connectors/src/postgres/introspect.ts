import type { Catalog, Column, ColumnProfile, ForeignKey, Table } from "@parlance/core";
import { indexesFrom } from "../process/indexes-from.ts";
import { inferKeys } from "../process/inferred-keys.ts";
import { FINGERPRINT, INDEXES, KEYS, READS, STATISTICS } from "./catalog-sql.ts";
import { cellReader, readTexts } from "./cells.ts";
import { POSTGRES_DIALECT } from "./dialect.ts";
import { readsByOid } from "./reads.ts";
import type { PostgresSession, TextRow } from "./session.ts";
import { type ListedTable, readTables } from "./table-rows.ts";
import type { TypesByOid } from "./types.ts";

/** What a catalog is read with. */
export interface CatalogReader {
  readonly session: PostgresSession;
  readonly types: TypesByOid;
  /** Empty for all. */
  readonly schemas: readonly string[];
}

export async function readFingerprint({ session }: CatalogReader): Promise<string> {
  const [row] = await session.texts(FINGERPRINT);
  return row?.[0] ?? "empty";
}

/**
 * The same while other questions run beside it: whatever is asked after this has answered is no older than the
 * fingerprint, which sees the catalog as it is now.
 */
export async function beginFingerprint(reader: CatalogReader): Promise<{ readonly fingerprint: Promise<string> }> {
  const { session } = reader;
  await session.texts("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  // The first statement fixes what the transaction sees.
  await session.texts("SELECT 1");
  const fingerprint = readFingerprint(reader).then(async (found) => {
    await session.texts("COMMIT");
    return found;
  });
  // Awaited by the caller; a failure of something else must not leave this one unheard.
  fingerprint.catch(() => undefined);
  return { fingerprint };
}

/**
 * A few questions to the server, however many tables there are. That for the tables has by far the longest answer, so
 * it is asked over a connection of its own beside the others.
 */
export async function readCatalog(
  { session, schemas, types }: CatalogReader,
  second: PostgresSession,
  fingerprint: string | Promise<string>,
): Promise<Catalog> {
  const tables = readTables(second, schemas, types);
  // Awaited below; a failure of the others must not leave this one unheard.
  tables.catch(() => undefined);
  const version = await fingerprint;
  const keyRows = await session.texts(KEYS, [schemas]);
  const indexRows = await session.texts(INDEXES, [schemas]);
  const readRows = await session.texts(READS);
  const statisticRows = await session.texts(STATISTICS, [schemas]);
  const listed = await tables;
  const facts: CatalogFacts = {
    types,
    tables: new Map(listed.map((table) => [table.oid, table])),
    keys: grouped(keyRows, 0),
    indexes: grouped(indexRows, 0),
    statistics: grouped(statisticRows, 1),
    readsOf: readsByOid(readRows, new Map(listed.map(({ oid, name }) => [oid, name]))),
  };
  return { dialect: POSTGRES_DIALECT, version, tables: inferKeys(listed.map((table) => catalogTable(table, facts))) };
}

/** What the server told beside the tables; rows by table, those of statistics by the table's own name. */
interface CatalogFacts {
  readonly types: TypesByOid;
  readonly tables: ReadonlyMap<string, ListedTable>;
  readonly keys: ReadonlyMap<string, readonly TextRow[]>;
  readonly indexes: ReadonlyMap<string, readonly TextRow[]>;
  readonly statistics: ReadonlyMap<string, readonly TextRow[]>;
  readonly readsOf: ReturnType<typeof readsByOid>;
}

function catalogTable(table: ListedTable, { types, tables, keys, indexes, statistics, readsOf }: CatalogFacts): Table {
  const { oid, name, schema, nativeName, isView, comment, rowCount } = table;
  const foreignKeys: ForeignKey[] = [];
  let primary: readonly string[] | undefined;
  for (const row of keys.get(oid) ?? []) {
    if (row[1] === "p") primary ??= namesOf(table, row[2]).filter((column) => column !== "");
    const foreign = row[1] === "f" ? foreignKey(row, table, tables) : undefined;
    if (foreign !== undefined) foreignKeys.push(foreign);
  }
  const indexRows = indexes.get(oid);
  return {
    name,
    schema,
    ...(nativeName === name ? {} : { nativeName }),
    kind: isView ? "view" : "table",
    ...readsOf(oid, isView),
    ...(comment === undefined ? {} : { comment }),
    columns: profiled(table, statistics.get(nativeName), types),
    primaryKey: primary ?? [],
    ...(primary === undefined ? {} : { primaryKeyOrigin: "declared" as const }),
    foreignKeys,
    ...(indexRows && indexesFrom(indexRows.map(([, index, isUnique, column]) => [index, isUnique === "t", column]))),
    ...(rowCount === undefined ? {} : { rowCount }),
  };
}

/** By one of the columns, in the order given. */
function grouped(rows: readonly TextRow[], by: number): Map<string, TextRow[]> {
  const groups = new Map<string, TextRow[]>();
  for (const row of rows) {
    const key = row[by] ?? "";
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** `rows` are those of every table of this name; the columns of one without statistics stay as they are. */
function profiled(
  { columns, kinds, schema, rowCount }: ListedTable,
  rows: readonly TextRow[] | undefined,
  types: TypesByOid,
): readonly Column[] {
  if (rows === undefined || rowCount === undefined) return columns;
  const byColumn = new Map(rows.filter((row) => row[0] === schema).map((row) => [row[2] ?? "", row]));
  return columns.map((column, i) => {
    const row = byColumn.get(column.name);
    return row === undefined ? column : { ...column, profile: readProfile(row, rowCount, kinds[i]?.oid ?? 0, types) };
  });
}

const TOP_VALUES = 20;

/** The server's statistics are estimates from a sample; below zero n_distinct is a share of the rows. */
function readProfile(row: TextRow, rows: number, typeOid: number, types: TypesByOid): ColumnProfile {
  const [, , , nullShare, distinctEstimate, values] = row;
  const estimate = Number(distinctEstimate);
  const common = commonValues(row, rows, typeOid, types);
  return {
    rows,
    nulls: Math.round(Number(nullShare) * rows),
    distinct: Math.round(estimate < 0 ? -estimate * rows : estimate),
    distinctIsExact: false,
    topValues: values === null ? [] : common.slice(0, TOP_VALUES),
    sampledRows: Math.min(rows, SERVER_SAMPLE_ROWS),
  };
}

/** What ANALYZE reads at the server's usual statistics target of 100. */
const SERVER_SAMPLE_ROWS = 30_000;

/** Most common values with their counts, most frequent first; as the server prints them. */
export function commonValues(row: TextRow, rows: number, typeOid: number, types: TypesByOid) {
  const values = readTexts(row[5] ?? "{}");
  const shares = readTexts(row[6] ?? "{}");
  const shown = cellReader(typeOid, types);
  return values.map((value, i) => {
    const cell = shown(value);
    return {
      value: typeof cell === "object" ? value : String(cell),
      count: Math.round(Number(shares[i]) * rows),
    };
  });
}

/** A key over something the user may not read is no use. */
function foreignKey(
  [, , numbers, refOid, refNumbers]: TextRow,
  table: ListedTable,
  tables: ReadonlyMap<string, ListedTable>,
): ForeignKey | undefined {
  const target = tables.get(refOid ?? "");
  if (target === undefined) return undefined;
  const columns = namesOf(table, numbers);
  const refColumns = namesOf(target, refNumbers);
  if (columns.includes("") || refColumns.includes("")) return undefined;
  return { columns, refTable: target.name, refColumns, origin: "declared", confidence: 1 };
}

/** Empty for columns that the user may not read. */
function namesOf({ columns, numbers }: ListedTable, list: string | null | undefined): readonly string[] {
  const placeOf = (number: string) => (numbers === null ? Number(number) - 1 : numbers.indexOf(number));
  return readTexts(list ?? "{}").map((number) => columns[placeOf(number)]?.name ?? "");
}
