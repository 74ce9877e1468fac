import type { TypeKind } from "@parlance/core";
import type { AggregateExpr, ArithmeticExpr, Expr, LiteralExpr } from "../ast/expression.ts";
import { printName, printText } from "./names.ts";
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
      return `LAG(${printExpr(expr.of, scope)}) OVER (ORDER BY ${printExpr(expr.orderBy, scope)})`;
    case "output":
      return printName(expr.name, traits);
  }
}

export const kindOf = (expr: Expr, scope: Scope): TypeKind =>
  expr.kind === "column" ? columnKind(expr, scope.context.schema) : "timestamp";

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
  const isStar = expr.arg.kind === "star";
  const arg = isStar ? "*" : printExpr(expr.arg, scope);
  const kept = expr.where ? `CASE WHEN ${printPredicate(expr.where, scope)} THEN ${isStar ? "1" : arg} END` : arg;
  if (expr.fn === "median") return traits.median(kept);
  return `${expr.fn.toUpperCase()}(${expr.isDistinct ? "DISTINCT " : ""}${kept})`;
}

function printArithmetic(expr: ArithmeticExpr, scope: Scope): string {
  const left = printOperandExpr(expr.left, scope);
  const right = printOperandExpr(expr.right, scope);
  if (expr.op !== "/") return `${left} ${expr.op} ${right}`;
  const exact = scope.context.traits.dividesIntegersExactly
    ? left
    : `CAST(${left} AS ${scope.context.traits.doubleType})`;
  return `${exact} / NULLIF(${right}, 0)`;
}

export const printOperandExpr = (expr: Expr, scope: Scope): string =>
  expr.kind === "arithmetic" ? `(${printExpr(expr, scope)})` : printExpr(expr, scope);
