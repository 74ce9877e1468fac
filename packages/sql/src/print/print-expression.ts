import type { TypeKind } from "@parlance/core";
import type { AggregateExpr, ArithmeticExpr, Expr, LiteralExpr } from "../ast/expression.ts";
import { printName, printText } from "./names.ts";
import { printMedian } from "./print-median.ts";
import { printOrder } from "./print-order.ts";
import { printPredicate } from "./print-predicate.ts";
import { printQuery } from "./print-query.ts";
import { columnKind, printColumn, type Scope } from "./scope.ts";

export function printExpr(expr: Expr, scope: Scope): string {
  const { traits } = scope.context;
  switch (expr.kind) {
    case "column":
      return printColumn(expr, scope);
    case "star":
      return "*";
    case "literal":
      return printLiteral(expr, scope);
    case "aggregate":
      return printAggregate(expr, scope);
    case "arithmetic":
      return printArithmetic(expr, scope);
    case "bucket":
      return traits.bucket(expr.unit, printExpr(expr.of, scope), kindOf(expr.of, scope));
    case "datePart":
      return traits.datePart(expr.part, printExpr(expr.of, scope), kindOf(expr.of, scope));
    case "scalar":
      return `(${printQuery(expr.query, scope.context, scope)})`;
    case "total":
      return `SUM(${printExpr(expr.of, scope)}) OVER ()`;
    case "previous":
      return `LAG(${printExpr(expr.of, scope)}) OVER (ORDER BY ${printOrder([{ expr: expr.orderBy, direction: "asc" }], scope)})`;
    case "running":
      return `SUM(${printExpr(expr.of, scope)}) OVER (ORDER BY ${printOrder([{ expr: expr.orderBy, direction: "asc" }], scope)})`;
    case "output": {
      const name = printName(expr.name, traits);
      return scope.measured?.columns.get(name) ?? name;
    }
  }
}

/** Computed values and columns of subqueries need no conversion, which is what "timestamp" says to those who ask. */
export function kindOf(expr: Expr, scope: Scope): TypeKind {
  switch (expr.kind) {
    case "column":
      return columnKind(expr, scope.context.schema);
    case "bucket":
      return expr.unit === "hour" ? "timestamp" : "date";
    case "aggregate":
      return expr.fn === "min" || expr.fn === "max" ? kindOf(expr.arg, scope) : "double";
    case "datePart":
    case "arithmetic":
    case "total":
    case "running":
      return "double";
    case "literal":
      return expr.type === "number" ? "double" : expr.type;
    default:
      return "timestamp";
  }
}

export function printLiteral(expr: LiteralExpr, scope: Scope): string {
  const { traits } = scope.context;
  if (expr.value === null) return "NULL";
  if (expr.type === "number" && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(String(expr.value))) return String(expr.value);
  if (typeof expr.value === "boolean") return expr.value ? "TRUE" : "FALSE";
  const text = String(expr.value);
  const isTemporal =
    (expr.type === "date" || expr.type === "timestamp") && /^\d{4}-\d\d-\d\d([T ][\d:.]+)?$/.test(text);
  return isTemporal ? traits.temporalLiteral(text, expr.type) : printText(text, traits);
}

function printAggregate(expr: AggregateExpr, scope: Scope): string {
  const { traits } = scope.context;
  if (expr.fn === "median") return printMedian(expr, scope);
  const arg = printAggregated(expr, scope);
  const exact = expr.fn === "avg" && !traits.averagesExactly ? `CAST(${arg} AS ${traits.doubleType})` : arg;
  return `${expr.fn.toUpperCase()}(${expr.isDistinct ? "DISTINCT " : ""}${exact})`;
}

/** What enters an aggregate: the value, or NULL for rows that its condition leaves out. */
export function printAggregated(expr: AggregateExpr, scope: Scope): string {
  const isStar = expr.arg.kind === "star";
  const arg = isStar ? "*" : printExpr(expr.arg, scope);
  return expr.where ? `CASE WHEN ${printPredicate(expr.where, scope)} THEN ${isStar ? "1" : arg} END` : arg;
}

function printArithmetic(expr: ArithmeticExpr, scope: Scope): string {
  const left = printOperandExpr(expr.left, scope);
  const right = printOperandExpr(expr.right, scope);
  if (isTimeBetween(expr, scope)) {
    const [from, to] = [expr.right, expr.left].map((each) => ({
      arg: printExpr(each, scope),
      kind: kindOf(each, scope),
    }));
    if (from && to) return scope.context.traits.daysBetween(from, to);
  }
  if (expr.op !== "/") return `${left} ${expr.op} ${right}`;
  const exact = scope.context.traits.dividesExactly ? left : `CAST(${left} AS ${scope.context.traits.doubleType})`;
  return `${exact} / NULLIF(${right}, 0)`;
}

const isMoment = (expr: Expr, scope: Scope): boolean =>
  (expr.kind === "column" || expr.kind === "aggregate" || expr.kind === "literal") && TEMPORAL.has(kindOf(expr, scope));
const TEMPORAL: ReadonlySet<TypeKind> = new Set(["date", "timestamp", "timestamptz"]);

/** One moment less another is told in days: dialects give intervals, seconds or nonsense. */
const isTimeBetween = ({ op, left, right }: ArithmeticExpr, scope: Scope): boolean =>
  op === "-" && isMoment(left, scope) && isMoment(right, scope);

export const printOperandExpr = (expr: Expr, scope: Scope): string =>
  expr.kind === "arithmetic" ? `(${printExpr(expr, scope)})` : printExpr(expr, scope);
