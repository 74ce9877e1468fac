import type { Expr } from "./expression.ts";
import type { Predicate } from "./predicate.ts";

export interface SelectItem {
  readonly expr: Expr;
  /** Heading of the result column; made from the expression when absent. */
  readonly alias?: string;
}

export interface OrderItem {
  readonly expr: Expr;
  readonly direction: "asc" | "desc";
}

export interface Limit {
  readonly count: number;
  readonly offset?: number;
  /** Keep `count` rows for each value of these, instead of in all. */
  readonly per?: readonly Expr[];
  /** Rows equal to the last kept one stay too. */
  readonly withTies?: boolean;
}

export interface SetOperation {
  readonly op: "union" | "unionAll" | "intersect" | "except";
  readonly right: Query;
}

/** Chooses one key where several join the same two tables, as "table.column" of its first column. */
export interface JoinHint {
  readonly key: string;
}

/**
 * What is asked, without FROM and JOIN: the tables follow from the columns, the stars and the anchors, and the
 * planner joins them along keys. Plain JSON, so it can be stored, compared and edited by a follow-up.
 */
export interface Query {
  readonly select: readonly SelectItem[];
  readonly isDistinct?: boolean;
  readonly where?: Predicate;
  readonly groupBy?: readonly Expr[];
  readonly having?: Predicate;
  readonly order?: readonly OrderItem[];
  readonly limit?: Limit;
  /** Tables that take part although no column of theirs is named: "singers who gave concerts". */
  readonly anchors?: readonly string[];
  readonly joinHints?: readonly JoinHint[];
  /** Combines this query's rows (before order and limit) with another's. */
  readonly set?: SetOperation;
  /** Reads from this query instead of tables; its columns are reached by OutputExpr. */
  readonly from?: Query;
}
