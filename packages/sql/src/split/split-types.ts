import type { Dialect, TypeKind } from "@parlance/core";
import type { ColumnExpr } from "../ast/expression.ts";
import type { Query } from "../ast/query.ts";

/** A table of a statement that reads several sources. */
export interface SplitTable {
  /** As the statement calls it. */
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly kind: TypeKind }[];
  /** Where its rows are; null where the engine that joins has them at hand. */
  readonly remote: {
    readonly dialect: Dialect;
    /** What its own source calls it. */
    readonly table: string;
  } | null;
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
}

export interface SplitStatement {
  /** What to run once the fetched tables are there; the statement itself where nothing had to change. */
  readonly sql: string;
  readonly fetches: readonly Fetch[];
}
