import { AppError, type Catalog, type Dialect, isAppError } from "@parlance/core";
import { type Fetch, type KeyLink, printSql, type Split, type SplitTable, splitDuckdb } from "@parlance/sql";
import type { CombinedTable } from "./combined-catalog.ts";

/** A table of the combined catalog with what is known of its own source. */
export interface PlacedTable extends CombinedTable {
  readonly sourceName: string;
  /** Null: its rows are here. */
  readonly remote: { readonly dialect: Dialect; readonly catalog: Catalog } | null;
}

export interface PlannedFetch extends Fetch {
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

/**
 * What each source is asked for. Where one has no words for its part (MongoDB has none for some conditions), all parts
 * are plain rows and this side does the rest.
 */
export function planFetches(
  serialized: string,
  read: readonly string[],
  catalog: Catalog,
  places: readonly PlacedTable[],
): FetchPlan {
  const tables = catalog.tables.map((table) => splitTable(table, places));
  const used = places.filter(({ name }) => read.includes(name));
  const local = used.filter((place) => place.remote === null);
  try {
    return { ...printed(splitDuckdb(serialized, read, tables), catalog, places), local };
  } catch (error) {
    if (!isAppError(error) || error.code !== "QUERY_NOT_EXPRESSIBLE") throw error;
    return { ...printed(splitDuckdb("null", read, tables), catalog, places), local };
  }
}

function splitTable({ name, columns }: Catalog["tables"][number], places: readonly PlacedTable[]): SplitTable {
  const place = places.find((each) => each.name === name);
  const remote = place?.remote ?? null;
  return {
    name,
    columns: columns.map((column) => ({ name: column.name, kind: column.type.kind })),
    remote: remote === null || place === undefined ? null : { dialect: remote.dialect, table: place.table },
  };
}

function printed(
  split: Split,
  catalog: Catalog,
  places: readonly PlacedTable[],
): Pick<FetchPlan, "serialized" | "fetches"> {
  const fetches = split.fetches.map((fetch) => {
    const place = places.find((each) => each.name === fetch.table);
    if (place === undefined || place.remote === null) throw new AppError("SQL_UNKNOWN_TABLE");
    const { remote } = place;
    return {
      ...fetch,
      place: { ...place, remote },
      sql: printSql(fetch.query, remote.catalog, remote.dialect),
      keys: planKeys(fetch.table, split.links, catalog, places),
    };
  });
  return { serialized: split.serialized, fetches };
}

/** The link whose keys are likely the fewest: conditions narrow them, or their table is small. */
function planKeys(
  table: string,
  links: readonly KeyLink[],
  catalog: Catalog,
  places: readonly PlacedTable[],
): PlannedKeys | null {
  const rowsOf = (name: string): number => catalog.tables.find((each) => each.name === name)?.rowCount ?? Infinity;
  if (rowsOf(table) < WORTH_KEYS_ROWS) return null;
  const [link] = links
    .filter((each) => each.table === table && (each.filters > 0 || rowsOf(each.of) <= MAX_KEYS))
    .toSorted((a, b) => rowsOf(a.of) - rowsOf(b.of) || b.filters - a.filters);
  const place = places.find(({ name }) => name === link?.of);
  if (link === undefined || place === undefined) return null;
  const query = { ...link.keys, limit: { count: MAX_KEYS + 1 } };
  const { remote } = place;
  const sql = remote === null ? printSql(query, catalog, "duckdb") : printSql(query, remote.catalog, remote.dialect);
  return { place, link, sql };
}

/** The plan in words, as shown to a person before and after it runs. */
export function planText({ fetches, local }: FetchPlan): string {
  const far = fetches.map((fetch) => {
    const { place, filters, isAggregated } = fetch;
    const done = [
      filters > 0 ? `${filters} ${filters === 1 ? "condition" : "conditions"} applied there` : "",
      isAggregated ? "grouped and added up there" : "",
    ].filter(Boolean);
    const asked = fetch.keys === null ? "" : `\n${keysText(fetch.keys)}`;
    return `${place.name}, from ${place.sourceName}${done.length > 0 ? ` (${done.join(", ")})` : ""}:\n  ${fetch.sql}${asked}`;
  });
  const near = local.map(({ name, sourceName }) => `${name}, from ${sourceName}: read where it is stored`);
  return [...far, ...near, "Joined here."].join("\n");
}

const keysText = ({ place, sql }: PlannedKeys): string =>
  `  only rows with a key of ${place.name}, asked of ${place.sourceName} first, if there are at most ${MAX_KEYS}:\n    ${sql}`;
