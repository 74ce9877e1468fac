import { AppError, type TypeKind } from "@parlance/core";
import type { Expr } from "../ast/expression.ts";
import type { ExistsPredicate, LikePredicate, Predicate } from "../ast/predicate.ts";
import type { Query } from "../ast/query.ts";
import { blockTables } from "../ast/walk.ts";
import type { JoinStep } from "./join-plan.ts";
import { printText } from "./names.ts";
import { kindOf, printExpr, printLiteral, printOperandExpr } from "./print-expression.ts";
import { planOrThrow, printKey, printTable } from "./print-from.ts";
import { printQuery } from "./print-query.ts";
import { makeScope, type Scope } from "./scope.ts";

export function printPredicate(predicate: Predicate, scope: Scope): string {
  const not = "isNegated" in predicate && predicate.isNegated ? "NOT " : "";
  switch (predicate.kind) {
    case "compare":
      return printCompare(predicate, scope);
    case "like":
      return printLike(predicate, scope);
    case "between":
      return `${printExpr(predicate.left, scope)} ${not}BETWEEN ${printExpr(predicate.low, scope)} AND ${printExpr(predicate.high, scope)}`;
    case "dateRange":
      return printDateRange(predicate, scope);
    case "in":
      return `${printExpr(predicate.left, scope)} ${not}IN (${predicate.values.map((value) => printLiteral(value, scope)).join(", ")})`;
    case "inQuery":
      return `${printExpr(predicate.left, scope)} ${not}IN (${printQuery(nullFree(predicate.query, not !== ""), scope.context, scope)})`;
    case "null":
      return `${printExpr(predicate.left, scope)} IS ${not}NULL`;
    case "exists":
      return `${not}EXISTS (${printExists(predicate, scope)})`;
    case "and":
    case "or":
      return predicate.items.map((item) => printMember(item, scope)).join(predicate.kind === "and" ? " AND " : " OR ");
    case "not":
      return `NOT (${printPredicate(predicate.item, scope)})`;
  }
}

/** A condition as it stands beside others. */
const printMember = (predicate: Predicate, scope: Scope): string =>
  isGroup(predicate) ? `(${printPredicate(predicate, scope)})` : printPredicate(predicate, scope);

const isGroup = (predicate: Predicate): boolean => predicate.kind === "and" || predicate.kind === "or";

const printCompare = (predicate: Extract<Predicate, { kind: "compare" }>, scope: Scope): string =>
  `${printOperandExpr(predicate.left, scope)} ${predicate.op === "!=" ? "<>" : predicate.op} ${printOperandExpr(predicate.right, scope)}`;

/** NOT IN over a list that holds NULL is never true; the list is kept free of NULL. */
function nullFree(query: Query, isNegated: boolean): Query {
  const item = query.select[0];
  if (!isNegated || !item || item.expr.kind !== "column" || query.set || query.groupBy || query.limit) return query;
  const guard: Predicate = { kind: "null", left: item.expr, isNegated: true };
  return { ...query, where: query.where ? { kind: "and", items: [query.where, guard] } : guard };
}

function printLike(predicate: LikePredicate, scope: Scope): string {
  const { traits } = scope.context;
  const left = asText(predicate.left, scope);
  const pattern = likePattern(predicate);
  const needsEscape = predicate.match !== "pattern" && /[!%_\\]/.test(predicate.text);
  const escapeClause = needsEscape ? " ESCAPE '!'" : "";
  const not = predicate.isNegated ? "NOT " : "";
  if (traits.likeWithoutCase === "lower") {
    return `LOWER(${left}) ${not}LIKE ${printText(pattern.toLowerCase(), traits)}${escapeClause}`;
  }
  return `${left} ${not}${traits.likeWithoutCase.toUpperCase()} ${printText(pattern, traits)}${escapeClause}`;
}

function likePattern(predicate: LikePredicate): string {
  if (predicate.match === "pattern") return predicate.text;
  const text = predicate.text.replace(/[!%_]/g, (char) => `!${char}`);
  return `${predicate.match === "starts" ? "" : "%"}${text}${predicate.match === "ends" ? "" : "%"}`;
}

function asText(expr: Expr, scope: Scope): string {
  const kind = kindOf(expr, scope);
  const text = printExpr(expr, scope);
  return kind === "text" || kind === "unknown" || scope.context.traits.doubleType === "REAL"
    ? text
    : `CAST(${text} AS ${scope.context.traits.textType})`;
}

function printDateRange(predicate: Extract<Predicate, { kind: "dateRange" }>, scope: Scope): string {
  const left = printExpr(predicate.left, scope);
  const kind = kindOf(predicate.left, scope);
  const end = (value: string): string => printRangeEnd(value, kind, scope);
  const parts = [
    predicate.from === undefined ? "" : `${left} >= ${end(predicate.from)}`,
    predicate.to === undefined ? "" : `${left} < ${end(predicate.to)}`,
  ].filter(Boolean);
  const both = parts.join(" AND ");
  return predicate.isNegated ? `NOT (${both})` : both;
}

/** Columns that hold dates as text compare as text; ISO order is time order. */
function printRangeEnd(value: string, kind: TypeKind, scope: Scope): string {
  if (kind === "text" || kind === "unknown") return printText(value.replace("T", " "), scope.context.traits);
  const isTimed = kind === "timestamp" || kind === "timestamptz" || value.includes("T");
  return scope.context.traits.temporalLiteral(
    isTimed && !value.includes("T") ? `${value}T00:00:00` : value,
    isTimed ? "timestamp" : "date",
  );
}

const needlessJoin = (tables: readonly string[]): AppError =>
  new AppError("SQL_TABLES_UNRELATED", { details: { tables } });

function printExists(predicate: ExistsPredicate, outer: Scope): string {
  const { context } = outer;
  const of = predicate.of.toLowerCase();
  const block: Query = {
    select: [],
    anchors: [predicate.table],
    ...(predicate.where ? { where: predicate.where } : {}),
  };
  const instances = blockTables(block).filter((instance) => instance.table.toLowerCase() !== of);
  const plan = planOrThrow([{ table: predicate.of }, ...instances], context, []);
  const scope = makeScope(
    context,
    plan.steps.map((step) => step.instance),
    { parent: outer, isQualified: true, isCorrelated: true },
  );
  const isTied = (step: JoinStep): boolean => step.on.some((pair) => pair.other.table.toLowerCase() === of);
  const tied = plan.steps.filter(isTied);
  if (tied.length === 0) throw needlessJoin([predicate.of, predicate.table]);
  const from = [
    tied.map((step) => printTable(step.instance, scope)).join(" CROSS JOIN "),
    ...plan.steps
      .filter((step) => !isTied(step))
      .map((step) => ` JOIN ${printTable(step.instance, scope)} ON ${printKey(step, scope)}`),
  ].join("");
  const conditions = tied.map((step) => printKey(step, scope));
  if (predicate.where) conditions.push(printMember(predicate.where, scope));
  return `SELECT 1 FROM ${from} WHERE ${conditions.join(" AND ")}`;
}
