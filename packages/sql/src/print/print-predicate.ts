import { AppError, type TypeKind } from "@parlance/core";
import type { Expr, LiteralExpr } from "../ast/expression.ts";
import type { ExistsPredicate, Predicate } from "../ast/predicate.ts";
import type { Query } from "../ast/query.ts";
import { blockTables } from "../ast/walk.ts";
import type { JoinStep } from "./join-plan.ts";
import { printText } from "./names.ts";
import { kindOf, printExpr, printLiteral, printOperandExpr } from "./print-expression.ts";
import { planOrThrow, printKey, printTable } from "./print-from.ts";
import { printLike } from "./print-like.ts";
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
      return `${printExpr(predicate.left, scope)} ${not}BETWEEN ${printSide(predicate.low, predicate.left, scope)} AND ${printSide(predicate.high, predicate.left, scope)}`;
    case "dateRange":
      return printDateRange(predicate, scope);
    case "in":
      return `${printExpr(predicate.left, scope)} ${not}IN (${predicate.values.map((value) => printSide(value, predicate.left, scope)).join(", ")})`;
    case "inQuery":
      return `${printExpr(predicate.left, scope)} ${not}IN (${printList(nullFree(predicate.query, not !== ""), scope)})`;
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

const printCompare = ({ left, op, right }: Extract<Predicate, { kind: "compare" }>, scope: Scope): string =>
  `${printSide(left, right, scope)} ${op === "!=" ? "<>" : op} ${printSide(right, left, scope)}`;

/** One side of a comparison. A day or a moment is spelled as the kind of thing it is compared with. */
function printSide(expr: Expr, other: Expr, scope: Scope): string {
  const isMoment = expr.kind === "literal" && (expr.type === "date" || expr.type === "timestamp");
  if (!isMoment || typeof expr.value !== "string" || other.kind === "literal") return printOperandExpr(expr, scope);
  return printMoment(expr, expr.value, other, scope);
}

function printMoment(expr: LiteralExpr, value: string, other: Expr, scope: Scope): string {
  const isKnown = other.kind === "column" || other.kind === "aggregate" || other.kind === "bucket";
  return isKnown ? printRangeEnd(value, kindOf(other, scope), scope) : printLiteral(expr, scope);
}

/** The rows of an IN. */
function printList(query: Query, scope: Scope): string {
  const text = printQuery(query, scope.context, scope);
  const isLimited = query.limit !== undefined && !scope.context.traits.limitsInsideIn;
  return isLimited ? `SELECT * FROM (${text}) AS kept` : text;
}

/** NOT IN over a list that holds NULL is never true; the list is kept free of NULL. */
function nullFree(query: Query, isNegated: boolean): Query {
  const item = query.select[0];
  if (!isNegated || !item || item.expr.kind !== "column" || query.set || query.limit) return query;
  const guard: Predicate = { kind: "null", left: item.expr, isNegated: true };
  return { ...query, where: query.where ? { kind: "and", items: [query.where, guard] } : guard };
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

/**
 * A moment as the compared column needs it. Dates kept as text compare as text, ISO order being time order; a day
 * against a timestamp is its midnight, and midnight against a day is the day (SQLite compares both as text).
 */
function printRangeEnd(value: string, kind: TypeKind, scope: Scope): string {
  const { traits } = scope.context;
  if (kind === "text" || kind === "unknown") return printText(plainMoment(value), traits);
  if (kind === "timestamp" || kind === "timestamptz") {
    return traits.temporalLiteral(value.length === DAY_LENGTH ? `${value}T00:00:00` : value, kind);
  }
  const moment = plainMoment(value);
  return traits.temporalLiteral(moment, moment.length === DAY_LENGTH ? "date" : "timestamp");
}

const DAY_LENGTH = "2024-01-31".length;

const plainMoment = (value: string): string => value.replace("T", " ").replace(/ 00:00(:00(\.0+)?)?$/, "");

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
