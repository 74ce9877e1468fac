import type { Catalog, Column, ColumnProfile, ForeignKey, Table } from "@parlance/core";
import { indexesFrom } from "../process/indexes-from.ts";
import { inferKeys } from "../process/inferred-keys.ts";
import { COLUMNS, FINGERPRINT, INDEXES, KEYS, READS, STATISTICS, TABLES } from "./catalog-sql.ts";
import { cellReader } from "./cells.ts";
import { POSTGRES_DIALECT } from "./dialect.ts";
import { readsByOid } from "./reads.ts";
import type { PostgresSession, TextRow } from "./session.ts";
import { dataTypeOf, type TypesByOid } from "./types.ts";

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
 * Six questions to the server, however many tables there are. That for the columns has by far the longest answer, so
 * it is asked over a connection of its own beside the others.
 */
export async function readCatalog(
  reader: CatalogReader,
  second: PostgresSession,
  fingerprint: string | Promise<string>,
): Promise<Catalog> {
  const { session, schemas, types } = reader;
  const columnRows = second.texts(COLUMNS, [schemas]);
  // Awaited below; a failure of the others must not leave this one unheard.
  columnRows.catch(() => undefined);
  const version = await fingerprint;
  const tableRows = await session.texts(TABLES, [schemas]);
  const keysOf = grouped(await session.texts(KEYS, [schemas]));
  const indexesOf = grouped(await session.texts(INDEXES, [schemas]));
  const readRows = await session.texts(READS);
  const statisticsOf = new Map(
    (await session.texts(STATISTICS, [schemas])).map((row) => [`${row[0]}.${row[1]}.${row[2]}`, row]),
  );
  const columnsOf = grouped(await columnRows);
  const named = nameTables(tableRows);
  const tableOf = new Map(named.map((table) => [table.oid, table]));
  const readsOf = readsByOid(readRows, new Map(named.map(({ oid, name }) => [oid, name])));
  const tables = named.map((table): Table => {
    const columnRows = columnsOf.get(table.oid) ?? [];
    const keys = (keysOf.get(table.oid) ?? []).map((row) => readKey(row, columnsOf, tableOf));
    const primary = keys.find((key) => key.kind === "p");
    const rowCount = table.rowEstimate < 0 ? undefined : table.rowEstimate;
    return {
      name: table.name,
      schema: table.schema,
      ...(table.nativeName === table.name ? {} : { nativeName: table.nativeName }),
      kind: table.kind === "v" || table.kind === "m" ? "view" : "table",
      ...readsOf(table.oid, table.kind === "v" || table.kind === "m"),
      ...(table.comment === null ? {} : { comment: table.comment }),
      columns: columnRows.map((row) =>
        readColumn(row, types, statisticsOf.get(`${table.schema}.${table.nativeName}.${row[2]}`), rowCount),
      ),
      primaryKey: primary?.columns ?? [],
      ...(primary ? { primaryKeyOrigin: "declared" as const } : {}),
      foreignKeys: keys.flatMap((key) => (key.foreign ? [key.foreign] : [])),
      ...indexesFrom(
        (indexesOf.get(table.oid) ?? []).map(([, name, isUnique, column]) => [name, isUnique === "t", column]),
      ),
      ...(rowCount === undefined ? {} : { rowCount }),
    };
  });
  return { dialect: POSTGRES_DIALECT, version, tables: inferKeys(tables) };
}

interface NamedTable {
  readonly oid: string;
  readonly schema: string;
  readonly nativeName: string;
  /** Unique: the first schema in the search path keeps the plain name. */
  readonly name: string;
  readonly kind: string;
  readonly rowEstimate: number;
  readonly comment: string | null;
}

function nameTables(rows: readonly TextRow[]): NamedTable[] {
  const taken = new Set<string>();
  return rows.map(([oid, schema, nativeName, kind, estimate, comment]) => {
    const plain = nativeName ?? "";
    const name = taken.has(plain.toLowerCase()) ? `${schema}.${plain}` : plain;
    taken.add(name.toLowerCase());
    return {
      oid: oid ?? "",
      schema: schema ?? "",
      nativeName: plain,
      name,
      kind: kind ?? "",
      rowEstimate: Math.round(Number(estimate)),
      comment: comment ?? null,
    };
  });
}

/** By the first column, in the order given. */
function grouped(rows: readonly TextRow[]): Map<string, TextRow[]> {
  const groups = new Map<string, TextRow[]>();
  for (const row of rows) {
    const key = row[0] ?? "";
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function readColumn(
  row: TextRow,
  types: TypesByOid,
  statistics: TextRow | undefined,
  rowCount: number | undefined,
): Column {
  const [, , name, typeOid, modifier, isNotNull, native, comment] = row;
  const type = { ...dataTypeOf(Number(typeOid), Number(modifier), types), native: native ?? "" };
  const profile =
    statistics === undefined || rowCount === undefined
      ? undefined
      : readProfile(statistics, rowCount, Number(typeOid), types);
  return {
    name: name ?? "",
    type,
    nullable: isNotNull !== "t",
    ...(comment === null || comment === undefined ? {} : { comment }),
    ...(profile === undefined ? {} : { profile }),
  };
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
  const textArray = [...types.values()].find((type) => type.name === "_text")?.oid ?? 0;
  const read = cellReader(textArray, types);
  const values = row[5] === null || row[5] === undefined ? [] : read(row[5]);
  const shares = row[6] === null || row[6] === undefined ? [] : read(row[6]);
  if (!Array.isArray(values) || !Array.isArray(shares)) return [];
  const shown = cellReader(typeOid, types);
  return values.map((value, i) => {
    const cell = shown(String(value));
    return {
      value: typeof cell === "object" ? String(value) : String(cell),
      count: Math.round(Number(shares[i]) * rows),
    };
  });
}

interface ReadKey {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly foreign?: ForeignKey;
}

function readKey(row: TextRow, columnsOf: Map<string, TextRow[]>, tables: ReadonlyMap<string, NamedTable>): ReadKey {
  const [tableOid, kind, columnNumbers, refOid, refNumbers] = row;
  const namesIn = (oid: string, numbers: string | null | undefined): string[] =>
    numbersOf(numbers).map((number) => columnsOf.get(oid)?.find((column) => column[1] === number)?.[2] ?? "");
  const columns = namesIn(tableOid ?? "", columnNumbers);
  const target = kind === "f" ? tables.get(refOid ?? "") : undefined;
  const refColumns = target ? namesIn(target.oid, refNumbers) : [];
  // A key over something the user may not read is no use.
  const isReadable = target !== undefined && [...columns, ...refColumns].every((name) => name !== "");
  if (!isReadable) return { kind: kind ?? "", columns: columns.filter((name) => name !== "") };
  return {
    kind: "f",
    columns,
    foreign: { columns, refTable: target.name, refColumns, origin: "declared", confidence: 1 },
  };
}

const numbersOf = (text: string | null | undefined): string[] => (text ?? "{}").slice(1, -1).split(",").filter(Boolean);
