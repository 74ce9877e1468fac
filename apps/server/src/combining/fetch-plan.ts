import { AppError, type Catalog, type Dialect, isAppError, type Table } from "@parlance/core";
import {
  type Fetch,
  type JoinedTables,
  joinedSchema,
  type KeyLink,
  printSql,
  type Split,
  type SplitTable,
  splitDuckdb,
} from "@parlance/sql";
import type { CombinedTable } from "./combined-catalog.ts";

/** A table of the combined catalog with what is known of its own source. */
export interface PlacedTable extends CombinedTable {
  readonly sourceName: string;
  /** Whether values of its source may stand in a statement to another. */
  readonly sendsKeys: boolean;
  /** Null: its rows are here. */
  readonly remote: { readonly dialect: Dialect; readonly catalog: Catalog } | null;
}

export interface PlannedFetch extends Fetch {
  /** Of the first table, where several of one source come joined. */
  readonly place: PlacedTable & { readonly remote: NonNullable<PlacedTable["remote"]> };
  /** In the source's own language. */
  readonly sql: string;
  /** A table with few keys, of which alone rows of this one count; asked first. */
  readonly keys: PlannedKeys | null;
}

export interface PlannedKeys {
  readonly place: PlacedTable;
  readonly link: KeyLink;
  /** Over its own source. Never more than MAX_KEYS and one. */
  readonly sql: string;
}

/** A longer list would cost the source more to read than it saves. */
export const MAX_KEYS = 2_000;
/** Smaller tables are sent as fast as one can ask for less. */
const WORTH_KEYS_ROWS = 5_000;

export interface FetchPlan {
  /** A tree to print and run in place of the statement; null where the statement itself runs. */
  readonly serialized: string | null;
  readonly fetches: readonly PlannedFetch[];
  /** Tables that are read and are here already. */
  readonly local: readonly PlacedTable[];
}

export interface PlanOptions {
  /** Whether tables of one source come joined. */
  readonly joinsAtSources: boolean;
}

/**
 * What each source is asked for. Where one has no words for its part (MongoDB has none for some conditions), all parts
 * are plain rows and this side does the rest.
 */
export function planFetches(
  serialized: string,
  read: readonly string[],
  catalog: Catalog,
  places: readonly PlacedTable[],
  { joinsAtSources }: PlanOptions,
): FetchPlan {
  const tables = catalog.tables.map((table) => splitTable(table, places, joinsAtSources));
  const used = places.filter(({ name }) => read.includes(name));
  const local = used.filter((place) => place.remote === null);
  try {
    return { ...printed(splitDuckdb(serialized, read, tables), catalog, places), local };
  } catch (error) {
    if (!isAppError(error) || error.code !== "QUERY_NOT_EXPRESSIBLE") throw error;
    return { ...printed(splitDuckdb("null", read, tables), catalog, places), local };
  }
}

function splitTable(table: Table, places: readonly PlacedTable[], joinsAtSources: boolean): SplitTable {
  const { name, columns } = table;
  const place = places.find((each) => each.name === name);
  const remote = place?.remote ?? null;
  const source = joinsAtSources && place !== undefined ? { source: place.sourceId } : {};
  return {
    name,
    columns: columns.map((column) => ({ name: column.name, kind: column.type.kind })),
    keys: keysOf(table),
    remote: remote === null || place === undefined ? null : { dialect: remote.dialect, table: place.table, ...source },
  };
}

/** A key that was inferred from rows read before need not hold any more. */
function keysOf({ primaryKey, primaryKeyOrigin, indexes = [] }: Table): readonly (readonly string[])[] {
  const isDeclared = primaryKey.length > 0 && primaryKeyOrigin !== "inferred";
  const unique = indexes.filter(({ isUnique }) => isUnique).map(({ columns }) => columns);
  return isDeclared ? [primaryKey, ...unique] : unique;
}

function printed(
  split: Split,
  catalog: Catalog,
  places: readonly PlacedTable[],
): Pick<FetchPlan, "serialized" | "fetches"> {
  const fetches = split.fetches.map((fetch) => {
    const place = placeOf(fetch.table, fetch.joined, places);
    if (place === undefined || place.remote === null) throw new AppError("SQL_UNKNOWN_TABLE");
    const { remote } = place;
    return {
      ...fetch,
      place: { ...place, remote },
      sql: printAt(fetch.query, remote, fetch.joined),
      keys: planKeys(fetch, split.links, catalog, places),
    };
  });
  return { serialized: split.serialized, fetches };
}

const placeOf = (table: string, joined: JoinedTables | undefined, places: readonly PlacedTable[]) =>
  places.find(({ name }) => name === (joined?.names[0] ?? table));

/** In the source's own language. */
export const printAt = (
  query: Fetch["query"],
  { catalog, dialect }: NonNullable<PlacedTable["remote"]>,
  joined: JoinedTables | undefined,
): string => printSql(query, joined === undefined ? catalog : joinedSchema(catalog, joined), dialect);

/** The link whose keys are likely the fewest: conditions narrow them, or their table is small. */
function planKeys(
  { table, joined }: Fetch,
  links: readonly KeyLink[],
  catalog: Catalog,
  places: readonly PlacedTable[],
): PlannedKeys | null {
  const countOf = (name: string): number => catalog.tables.find((each) => each.name === name)?.rowCount ?? Infinity;
  const rowsOf = (name: string, of: JoinedTables | undefined): number =>
    of === undefined ? countOf(name) : Math.max(...of.names.map(countOf));
  if (rowsOf(table, joined) < WORTH_KEYS_ROWS) return null;
  const to = placeOf(table, joined, places);
  const maySend = (each: KeyLink): boolean => {
    const from = placeOf(each.of, each.joined, places);
    return from !== undefined && (from.sendsKeys || from.sourceId === to?.sourceId);
  };
  const [link] = links
    .filter(
      (each) => each.table === table && maySend(each) && (each.filters > 0 || rowsOf(each.of, each.joined) <= MAX_KEYS),
    )
    .toSorted((a, b) => rowsOf(a.of, a.joined) - rowsOf(b.of, b.joined) || b.filters - a.filters);
  const place = link && placeOf(link.of, link.joined, places);
  if (link === undefined || place === undefined) return null;
  const query = { ...link.keys, limit: { count: MAX_KEYS + 1 } };
  const sql = place.remote === null ? printSql(query, catalog, "duckdb") : printAt(query, place.remote, link.joined);
  return { place, link, sql };
}

/** The plan in words, as shown to a person before and after it runs. */
export function planText({ fetches, local }: FetchPlan): string {
  const far = fetches.map((fetch) => {
    const { place, filters, isAggregated, joined } = fetch;
    const done = [
      joined === undefined ? "" : "joined there",
      filters > 0 ? `${filters} ${filters === 1 ? "condition" : "conditions"} applied there` : "",
      isAggregated ? "grouped and added up there" : "",
    ].filter(Boolean);
    const asked = fetch.keys === null ? "" : `\n${keysText(fetch.keys)}`;
    const names = listed(joined?.names ?? [place.name]);
    return `${names}, from ${place.sourceName}${done.length > 0 ? ` (${done.join(", ")})` : ""}:\n  ${fetch.sql}${asked}`;
  });
  const near = local.map(({ name, sourceName }) => `${name}, from ${sourceName}: read where it is stored`);
  // What comes from one place in one piece has nothing left to be joined with.
  const isWhole = fetches.length === 1 && local.length === 0 && fetches[0]?.joined !== undefined;
  return [...far, ...near, isWhole ? "Finished here." : "Joined here."].join("\n");
}

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join("");

const keysText = ({ place, link, sql }: PlannedKeys): string =>
  `  only rows with a key of ${listed(link.joined?.names ?? [place.name])}, asked of ${place.sourceName} first, if there are at most ${MAX_KEYS}:\n    ${sql}`;
