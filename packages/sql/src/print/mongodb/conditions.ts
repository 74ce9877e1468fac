import { isTemporal } from "@parlance/core";
import type { Expr, LiteralExpr } from "../../ast/expression.ts";
import type { CompareOp, LikePredicate, Predicate } from "../../ast/predicate.ts";
import { walkPredicate } from "../../ast/walk.ts";
import { columnOf, type Environment, isPath, type Json, notExpressible } from "./environment.ts";
import { printInstant, printLiteral, printValue } from "./values.ts";

/** A condition for `$match`. Fields are compared by query operators where they can be, so that indexes serve. */
export function printCondition(predicate: Predicate, env: Environment): Json {
  switch (predicate.kind) {
    case "and":
      return { $and: predicate.items.map((item) => printCondition(item, env)) };
    case "or":
      return { $or: predicate.items.map((item) => printCondition(item, env)) };
    case "not":
      return negated(printCondition(predicate.item, env), predicate.item, env);
    case "compare":
      return printCompare(predicate.left, predicate.op, predicate.right, env);
    case "like":
      return onField(predicate.left, env, (field) => ({
        [field]: predicate.isNegated ? { $not: likeOf(predicate), $ne: null } : likeOf(predicate),
      }));
    case "between":
      return printBetween(predicate, env);
    case "dateRange":
      return printDateRange(predicate, env);
    case "in":
      return onField(predicate.left, env, (field) => {
        const values = predicate.values.map((value) => constant(value, predicate.left, env));
        const operator: Json = predicate.isNegated ? { $nin: [...values, null] } : { $in: values };
        return { [field]: operator };
      });
    case "null":
      return onField(predicate.left, env, (field) => ({ [field]: predicate.isNegated ? { $ne: null } : null }));
    default:
      throw notExpressible(predicate.kind);
  }
}

/** SQL's NOT leaves out what is unknown; MongoDB's would let missing fields in. */
function negated(condition: Json, predicate: Predicate, env: Environment): Json {
  const fields = new Set<string>();
  walkPredicate(predicate, (expr) => {
    const path = expr.kind === "column" ? printValue(expr, env) : undefined;
    if (isPath(path)) fields.add(path.slice(1));
  });
  return { $and: [{ $nor: [condition] }, ...[...fields].map((field) => ({ [field]: { $ne: null } }))] };
}

const OPERATORS: Readonly<Record<CompareOp, string>> = {
  "=": "$eq",
  "!=": "$ne",
  "<": "$lt",
  "<=": "$lte",
  ">": "$gt",
  ">=": "$gte",
};
const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function printCompare(left: Expr, op: CompareOp, right: Expr, env: Environment): Json {
  if (left.kind === "literal" && right.kind !== "literal") return printCompare(right, MIRRORED[op], left, env);
  if (right.kind === "literal" && isPath(fieldOf(left, env))) return compareField(left, op, right, env);
  const sides = [
    printValue(left, env),
    right.kind === "literal" ? constantValue(right, left, env) : printValue(right, env),
  ];
  const known = sides.filter(isPath).map((side) => ({ $gt: [side, null] }));
  const compared = { [OPERATORS[op]]: sides };
  return { $expr: known.length === 0 ? compared : { $and: [...known, compared] } };
}

function compareField(left: Expr, op: CompareOp, right: LiteralExpr, env: Environment): Json {
  const value = constant(right, left, env);
  return onField(left, env, (field) => {
    if (op === "=") return { [field]: value };
    return { [field]: op === "!=" ? { $nin: [value, null] } : { [OPERATORS[op]]: value } };
  });
}

const fieldOf = (expr: Expr, env: Environment): Json | undefined =>
  expr.kind === "literal" ? undefined : printValue(expr, env);

/** Query operators name the field itself; what must be computed first goes through $expr, which few of them have. */
function onField(expr: Expr, env: Environment, condition: (field: string) => Json): Json {
  const path = printValue(expr, env);
  if (!isPath(path)) throw notExpressible("condition on a computed value");
  return condition(path.slice(1));
}

/** A constant as the compared field stores it: a moment where it stores moments, text where it stores text. */
function constant(literal: LiteralExpr, other: Expr, env: Environment): Json {
  const isMoment = literal.type === "date" || literal.type === "timestamp";
  if (!isMoment || literal.value === null || other.kind !== "column")
    return isMoment && isDayText(other) ? String(literal.value) : printLiteral(literal);
  return endOf(String(literal.value), other, env);
}

/** Starts of periods are ISO text in a pipeline. */
const isDayText = (expr: Expr): boolean => expr.kind === "bucket";

function constantValue(literal: LiteralExpr, other: Expr, env: Environment): Json {
  const value = constant(literal, other, env);
  return typeof value === "string" && value.startsWith("$") ? { $literal: value } : value;
}

function endOf(moment: string, column: Extract<Expr, { kind: "column" }>, env: Environment): Json {
  const { type } = columnOf(column.table, column.column, env.schema);
  return isTemporal(type) ? printInstant(moment) : moment;
}

function printBetween(predicate: Extract<Predicate, { kind: "between" }>, env: Environment): Json {
  const { left, low, high, isNegated } = predicate;
  if (low.kind === "scalar" || high.kind === "scalar") throw notExpressible("scalar");
  const [from, to] = [constant(low, left, env), constant(high, left, env)];
  return onField(left, env, (field) =>
    isNegated ? { $or: [{ [field]: { $lt: from } }, { [field]: { $gt: to } }] } : { [field]: { $gte: from, $lte: to } },
  );
}

function printDateRange(predicate: Extract<Predicate, { kind: "dateRange" }>, env: Environment): Json {
  const { left, from, to, isNegated } = predicate;
  if (left.kind !== "column") throw notExpressible("condition on a computed value");
  const low = from === undefined ? undefined : endOf(from, left, env);
  const high = to === undefined ? undefined : endOf(to, left, env);
  return onField(left, env, (field) => {
    if (isNegated) {
      const below = low === undefined ? [] : [{ [field]: { $lt: low } }];
      const above = high === undefined ? [] : [{ [field]: { $gte: high } }];
      return { $or: [...below, ...above] };
    }
    return { [field]: { ...(low === undefined ? {} : { $gte: low }), ...(high === undefined ? {} : { $lt: high }) } };
  });
}

function likeOf({ match, text }: LikePredicate): Json {
  return { $regex: REGEXES[match](text), $options: match === "pattern" ? "is" : "i" };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

const REGEXES: Readonly<Record<LikePredicate["match"], (text: string) => string>> = {
  contains: escaped,
  starts: (text) => `^${escaped(text)}`,
  ends: (text) => `${escaped(text)}$`,
  pattern: (text) => `^${escaped(text).replaceAll("%", ".*").replaceAll("_", ".")}$`,
};

/** A condition as a yes or no in the language of $cond, for aggregates over some of the rows. */
export function printTest(predicate: Predicate, env: Environment): Json {
  switch (predicate.kind) {
    case "and":
    case "or":
      return { [`$${predicate.kind}`]: predicate.items.map((item) => printTest(item, env)) };
    case "not":
      return { $not: [printTest(predicate.item, env)] };
    case "compare": {
      const right =
        predicate.right.kind === "literal"
          ? constantValue(predicate.right, predicate.left, env)
          : printValue(predicate.right, env);
      const left = printValue(predicate.left, env);
      const compared: Json = { [OPERATORS[predicate.op]]: [left, right] };
      return isPath(left) && predicate.op !== "=" ? { $and: [{ $gt: [left, null] }, compared] } : compared;
    }
    case "in": {
      const values = predicate.values.map((value) => constantValue(value, predicate.left, env));
      const isIn: Json = { $in: [printValue(predicate.left, env), values] };
      return predicate.isNegated ? { $not: [isIn] } : isIn;
    }
    case "dateRange": {
      if (predicate.left.kind !== "column" || predicate.isNegated) throw notExpressible("dateRange");
      const value = printValue(predicate.left, env);
      const from: Json[] =
        predicate.from === undefined ? [] : [{ $gte: [value, endOf(predicate.from, predicate.left, env)] }];
      const to: Json[] =
        predicate.to === undefined
          ? []
          : [{ $gt: [value, null] }, { $lt: [value, endOf(predicate.to, predicate.left, env)] }];
      return { $and: [...from, ...to] };
    }
    case "null": {
      const isKnown: Json = { $gt: [printValue(predicate.left, env), null] };
      return predicate.isNegated ? isKnown : { $not: [isKnown] };
    }
    default:
      throw notExpressible(predicate.kind);
  }
}
