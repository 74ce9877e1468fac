import type { Dialect, ForeignKey, TypeKind } from "@parlance/core";
import type { ColumnExpr } from "../ast/expression.ts";
import type { Query } from "../ast/query.ts";

/** A table of a statement that reads several sources. */
export interface SplitTable {
  /** As the statement calls it. */
  readonly name: string;
  readonly columns: readonly SplitColumn[];
  /** Columns whose values together do not repeat, for each key that the source tells. */
  readonly keys?: readonly (readonly string[])[];
  /** Where its rows are; null where the engine that joins has them at hand. */
  readonly remote: RemotePlace | null;
}

export interface SplitColumn {
  readonly name: string;
  readonly kind: TypeKind;
  /** In its source, where that is not the table and the column of these names: one of several tables that are joined there. */
  readonly origin?: ColumnExpr;
}

export interface RemotePlace {
  readonly dialect: Dialect;
  /** The same for tables that one statement of their source can read together. */
  readonly source?: string;
  /** What its own source calls it. */
  readonly table: string;
  /** Set where this stands for several tables of one source. */
  readonly joined?: JoinedTables;
}

/** Tables of one source that it joins itself. */
export interface JoinedTables {
  /** As the statement calls them. */
  readonly names: readonly string[];
  /** What their source calls them. */
  readonly tables: readonly string[];
  /** How they are joined, in the source's names: the only keys that may be followed. */
  readonly keys: readonly { readonly table: string; readonly key: ForeignKey }[];
  /** No row of the first table comes more than once. */
  readonly isKeyed: boolean;
}

/** What one remote table has to send. */
export interface Fetch {
  /** As the statement calls it. */
  readonly table: string;
  /** Over the table's own source; each output column is called what the joining statement calls it. */
  readonly query: Query;
  /** Conditions the source applies. */
  readonly filters: number;
  /** The source groups and adds up; single rows stay there. */
  readonly isAggregated: boolean;
  readonly joined?: JoinedTables;
}

/** Rows of a fetched table count only if another table has their key. */
export interface KeyLink {
  /** As the statement calls it. */
  readonly table: string;
  /** Over the table's own source. */
  readonly column: ColumnExpr;
  readonly kind: "text" | "number";
  /** The table that has the keys, as the statement calls it. */
  readonly of: string;
  /** Its keys, each once, over its own source; over the statement's names where that is here. */
  readonly keys: Query;
  /** Conditions that narrow them. */
  readonly filters: number;
  /** Of the table that has the keys. */
  readonly joined?: JoinedTables;
}

export interface SplitStatement {
  /** What to run once the fetched tables are there; the statement itself where nothing had to change. */
  readonly sql: string;
  readonly fetches: readonly Fetch[];
}
