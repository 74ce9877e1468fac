import type { Predicate } from "./predicate.ts";
import type { Query } from "./query.ts";

export type AggregateFn = "count" | "sum" | "avg" | "min" | "max" | "median";
export type ArithmeticOp = "+" | "-" | "*" | "/";
export type BucketUnit = "year" | "quarter" | "month" | "week" | "day" | "hour";
export type DatePart = "year" | "quarter" | "month" | "day" | "weekday" | "hour";
export type LiteralType = "text" | "number" | "date" | "timestamp" | "boolean";

/**
 * A column of a table. `via` names the key ("flights.source_airport") through which this row of the table is
 * reached, when a table plays two roles at once; without it the join planner finds the way.
 */
export interface ColumnExpr {
  readonly kind: "column";
  readonly table: string;
  readonly column: string;
  readonly via?: string;
}

/** The rows of one table. Every star names its table: it is what makes joins recoverable. */
export interface StarExpr {
  readonly kind: "star";
  readonly table: string;
  readonly via?: string;
}

export interface LiteralExpr {
  readonly kind: "literal";
  /** Numbers beyond 2^53 and exact decimals travel as text with type "number". Dates are "YYYY-MM-DD[THH:MM:SS]". */
  readonly value: string | number | boolean | null;
  readonly type: LiteralType;
}

export interface AggregateExpr {
  readonly kind: "aggregate";
  readonly fn: AggregateFn;
  readonly arg: Expr;
  readonly isDistinct?: boolean;
  /** For medians: the value below which another share than half of all lie, as 0.95; between two values it is interpolated. */
  readonly at?: number;
  /** Only rows that satisfy this enter the aggregate. */
  readonly where?: Predicate;
}

export interface ArithmeticExpr {
  readonly kind: "arithmetic";
  readonly op: ArithmeticOp;
  readonly left: Expr;
  readonly right: Expr;
}

/** The start of the calendar period that holds a moment. Weeks start on Monday. */
export interface BucketExpr {
  readonly kind: "bucket";
  readonly unit: BucketUnit;
  readonly of: Expr;
}

/** A number taken from a moment. Weekday is 0 (Sunday) to 6. */
export interface DatePartExpr {
  readonly kind: "datePart";
  readonly part: DatePart;
  readonly of: Expr;
}

/** A query that gives one value. */
export interface ScalarExpr {
  readonly kind: "scalar";
  readonly query: Query;
}

/** The sum of an aggregate over all groups; the denominator of a share of the whole. */
export interface TotalExpr {
  readonly kind: "total";
  readonly of: AggregateExpr;
}

/** The value of an expression in the group before, in the order of `orderBy`. */
export interface PreviousExpr {
  readonly kind: "previous";
  readonly of: Expr;
  readonly orderBy: Expr;
}

/** The sum of an expression over this group and all before it, in the order of `orderBy`. */
export interface RunningExpr {
  readonly kind: "running";
  readonly of: Expr;
  readonly orderBy: Expr;
}

/** A named column of the query this one reads from. */
export interface OutputExpr {
  readonly kind: "output";
  readonly name: string;
}

export type Expr =
  | ColumnExpr
  | StarExpr
  | LiteralExpr
  | AggregateExpr
  | ArithmeticExpr
  | BucketExpr
  | DatePartExpr
  | ScalarExpr
  | TotalExpr
  | PreviousExpr
  | RunningExpr
  | OutputExpr;
