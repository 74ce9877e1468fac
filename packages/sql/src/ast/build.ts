import type {
  AggregateExpr,
  AggregateFn,
  ArithmeticExpr,
  ArithmeticOp,
  BucketExpr,
  BucketUnit,
  ColumnExpr,
  DatePart,
  DatePartExpr,
  Expr,
  LiteralExpr,
  LiteralType,
  ScalarExpr,
  StarExpr,
} from "./expression.ts";
import type { CompareOp, ComparePredicate, Predicate } from "./predicate.ts";
import type { OrderItem, Query, SelectItem } from "./query.ts";

export const column = (table: string, name: string, via?: string): ColumnExpr =>
  via === undefined ? { kind: "column", table, column: name } : { kind: "column", table, column: name, via };

export const star = (table: string): StarExpr => ({ kind: "star", table });

export const literal = (value: string | number | boolean | null, type: LiteralType): LiteralExpr => ({
  kind: "literal",
  value,
  type,
});

export const numberLiteral = (value: number): LiteralExpr => literal(value, "number");
export const textLiteral = (value: string): LiteralExpr => literal(value, "text");

export const aggregate = (fn: AggregateFn, arg: Expr): AggregateExpr => ({ kind: "aggregate", fn, arg });
export const countRows = (table: string): AggregateExpr => aggregate("count", star(table));
export const countDistinct = (arg: Expr): AggregateExpr => ({ ...aggregate("count", arg), isDistinct: true });

/** The value below which a share of all lie: `quantile(x, 0.95)` is the 95th percentile. */
export const quantile = (arg: Expr, at: number): AggregateExpr => ({ ...aggregate("median", arg), at });

export const arithmetic = (left: Expr, op: ArithmeticOp, right: Expr): ArithmeticExpr => ({
  kind: "arithmetic",
  op,
  left,
  right,
});

export const bucket = (of: Expr, unit: BucketUnit): BucketExpr => ({ kind: "bucket", unit, of });
export const datePart = (of: Expr, part: DatePart): DatePartExpr => ({ kind: "datePart", part, of });
export const scalar = (query: Query): ScalarExpr => ({ kind: "scalar", query });

export const compare = (left: Expr, op: CompareOp, right: Expr): ComparePredicate => ({
  kind: "compare",
  left,
  op,
  right,
});

export const select = (expr: Expr, alias?: string): SelectItem => (alias === undefined ? { expr } : { expr, alias });
export const ascending = (expr: Expr): OrderItem => ({ expr, direction: "asc" });
export const descending = (expr: Expr): OrderItem => ({ expr, direction: "desc" });

/** What holds side by side: the items of a conjunction, else the one condition, else none. */
export const conjunctsOf = (predicate: Predicate | undefined): readonly Predicate[] =>
  predicate === undefined ? [] : predicate.kind === "and" ? predicate.items : [predicate];

/** The conjunction of what is given: nothing, the one, or an AND without nested ANDs. */
export function allOf(predicates: readonly (Predicate | undefined)[]): Predicate | undefined {
  const items = predicates.flatMap((item) => (item === undefined ? [] : item.kind === "and" ? item.items : [item]));
  return items.length > 1 ? { kind: "and", items } : items[0];
}

export function anyOf(predicates: readonly Predicate[]): Predicate | undefined {
  const items = predicates.flatMap((item) => (item.kind === "or" ? item.items : [item]));
  return items.length > 1 ? { kind: "or", items } : items[0];
}
