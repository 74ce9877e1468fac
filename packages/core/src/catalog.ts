import type { DataType } from "./data-type.ts";

/** The SQL (or query) language a source speaks. */
export const DIALECTS = ["duckdb", "sqlite", "postgres", "mysql", "trino", "bigquery", "mongodb"] as const;
export type Dialect = (typeof DIALECTS)[number];

export interface ValueCount {
  /** The value as text, exactly as stored (not trimmed, not folded). */
  readonly value: string;
  readonly count: number;
}

export interface HistogramBin {
  /** Inclusive lower edge. Temporal columns use milliseconds since 1970 UTC. */
  readonly from: number;
  /** Exclusive upper edge; inclusive in the last bin. */
  readonly to: number;
  readonly count: number;
}

export interface ColumnProfile {
  readonly rows: number;
  readonly nulls: number;
  /** An estimate where distinctIsExact is false: columns of large tables whose values do not repeat often. */
  readonly distinct: number;
  readonly distinctIsExact: boolean;
  /** Smallest and largest value as text in the cell format of data-type.ts; absent for unordered types. */
  readonly min?: string;
  readonly max?: string;
  readonly mean?: number;
  /** Most frequent values first, at most 20. */
  readonly topValues: readonly ValueCount[];
  /** At most 20 bins; numeric and temporal columns only. */
  readonly histogram?: readonly HistogramBin[];
  /** Rows behind mean, histogram and counts of top values where they are estimates; absent when every row was read. */
  readonly sampledRows?: number;
}

export interface Column {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly comment?: string;
  readonly profile?: ColumnProfile;
  /** Set where a rule keeps the caller from the values as they are. */
  readonly masking?: "mask" | "hash";
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly refTable: string;
  readonly refColumns: readonly string[];
  readonly origin: "declared" | "inferred";
  /** 1 for declared keys; inferred keys carry the share of evidence found, in (0, 1). */
  readonly confidence: number;
  /** For inferred keys: why, in words a person understands. */
  readonly evidence?: string;
}

/** What the source has sorted for itself. An expression stands in place of a column as the source spells it. */
export interface TableIndex {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isUnique: boolean;
}

export interface Table {
  /** Unique in the catalog. Where two schemas have a table of one name, the later one is called "schema.name". */
  readonly name: string;
  /** Namespace inside the source, such as a PostgreSQL schema. */
  readonly schema?: string;
  /** What the source itself calls it inside its schema; absent where that is `name`. */
  readonly nativeName?: string;
  readonly kind: "table" | "view";
  readonly comment?: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly primaryKeyOrigin?: "declared" | "inferred";
  readonly foreignKeys: readonly ForeignKey[];
  /** Without that of the primary key; absent where the source has none or does not tell. */
  readonly indexes?: readonly TableIndex[];
  /**
   * The tables whose rows a view shows, as this catalog calls them; also of a table that shows rows of others. "unknown"
   * where the source does not tell. A view without it is taken for unknown, a table for one that shows its own rows.
   */
  readonly reads?: readonly string[] | "unknown";
  readonly rowCount?: number;
  /** A few whole rows, cells as in data-type.ts, for display. */
  readonly samples?: readonly (readonly unknown[])[];
}

/** What a source holds, at one version. Immutable: a re-sync makes a new one. */
export interface Catalog {
  readonly dialect: Dialect;
  /** Changes whenever tables or data change. Part of every cache key. */
  readonly version: string;
  readonly tables: readonly Table[];
}

/** Distinct values of one text-like column, the raw material of the engine's value index. */
export interface ColumnValues {
  readonly table: string;
  readonly column: string;
  readonly values: readonly ValueCount[];
  /** True when the column holds more distinct values than were read. */
  readonly isTruncated: boolean;
}

export const findTable = (catalog: Catalog, name: string): Table | undefined =>
  catalog.tables.find((table) => table.name.toLowerCase() === name.toLowerCase());
