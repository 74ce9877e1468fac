import { isTemporal } from "@parlance/core";
import type { BucketUnit, DatePart, Expr, LiteralExpr } from "../../ast/expression.ts";
import { columnOf, type Environment, type Json, notExpressible } from "./environment.ts";

/** An expression in the language of `$project`, `$group` and `$expr`. */
export function printValue(expr: Expr, env: Environment): Json {
  const computed = env.computed(expr);
  if (computed !== undefined) return computed;
  switch (expr.kind) {
    case "column":
      return `$${columnOf(expr.table, expr.column, env.schema).name}`;
    case "output":
      return `$${expr.name}`;
    case "literal":
      return protectedLiteral(printLiteral(expr));
    case "arithmetic":
      return printArithmetic(expr, env);
    case "bucket":
      return BUCKETS[expr.unit](printMoment(expr.of, env));
    case "datePart":
      return DATE_PARTS[expr.part](printMoment(expr.of, env));
    default:
      throw notExpressible(expr.kind);
  }
}

/** A text that starts with "$" would be taken for a path. */
const protectedLiteral = (value: Json): Json =>
  typeof value === "string" && value.startsWith("$") ? { $literal: value } : value;

/** A constant in extended JSON. */
export function printLiteral({ value, type }: LiteralExpr): Json {
  if (value === null || typeof value === "boolean") return value;
  if (type === "number") return printNumber(String(value));
  if (type === "date" || type === "timestamp") return printInstant(String(value));
  return String(value);
}

function printNumber(digits: string): Json {
  if (/^-?\d+$/.test(digits)) return Number.isSafeInteger(Number(digits)) ? Number(digits) : { $numberLong: digits };
  return String(Number(digits)) === digits.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")
    ? Number(digits)
    : { $numberDecimal: digits };
}

/** Days and moments are reckoned in UTC, in which MongoDB stores them. */
export function printInstant(moment: string): Json {
  const text = moment.replace(" ", "T");
  const full = text.length === DAY_LENGTH ? `${text}T00:00:00` : text;
  return { $date: /(?:Z|[+-]\d\d:?\d\d)$/.test(full) ? full : `${full}Z` };
}

const DAY_LENGTH = "2024-01-31".length;

function printArithmetic(expr: Extract<Expr, { kind: "arithmetic" }>, env: Environment): Json {
  const left = printValue(expr.left, env);
  const right = printValue(expr.right, env);
  if (expr.op === "-" && [expr.left, expr.right].every((each) => isStoredMoment(each, env)))
    return { $divide: [{ $subtract: [midnight(left), midnight(right)] }, DAY_MS] };
  if (expr.op !== "/") return { [OPERATORS[expr.op]]: [left, right] };
  return { $cond: [{ $eq: [right, 0] }, null, { $divide: [left, right] }] };
}

const OPERATORS = { "+": "$add", "-": "$subtract", "*": "$multiply" } as const;

/** A moment kept as text is read as one. */
function printMoment(expr: Expr, env: Environment): Json {
  const value = printValue(expr, env);
  return isStoredMoment(expr, env) ? value : { $toDate: value };
}

const isStoredMoment = (expr: Expr, env: Environment): boolean =>
  expr.kind === "column" && isTemporal(columnOf(expr.table, expr.column, env.schema).type);

const asText = (date: Json, format: string): Json => ({ $dateToString: { date, format } });
const midnight = (date: Json): Json => ({ $toDate: asText(date, "%Y-%m-%d") });
const monthsBefore = (date: Json): Json => ({ $subtract: [{ $month: date }, 1] });
const DAY_MS = 86_400_000;
/** Before all others, so that no remainder is negative. */
const A_MONDAY: Json = { $date: "0001-01-01T00:00:00Z" };

/** Starts of periods as ISO text: $dateTrunc is not there before MongoDB 5. */
const BUCKETS: Readonly<Record<BucketUnit, (date: Json) => Json>> = {
  year: (date) => asText(date, "%Y-01-01"),
  quarter: (date) => ({
    $concat: [
      asText(date, "%Y-"),
      { $arrayElemAt: [["01", "04", "07", "10"], { $floor: { $divide: [monthsBefore(date), 3] } }] },
      "-01",
    ],
  }),
  month: (date) => asText(date, "%Y-%m-01"),
  week: (date) => asText({ $subtract: [date, { $mod: [{ $subtract: [date, A_MONDAY] }, 7 * DAY_MS] }] }, "%Y-%m-%d"),
  day: (date) => asText(date, "%Y-%m-%d"),
  hour: (date) => asText(date, "%Y-%m-%dT%H:00:00"),
};

const DATE_PARTS: Readonly<Record<DatePart, (date: Json) => Json>> = {
  year: (date) => ({ $year: date }),
  quarter: (date) => ({ $ceil: { $divide: [{ $month: date }, 3] } }),
  month: (date) => ({ $month: date }),
  day: (date) => ({ $dayOfMonth: date }),
  weekday: (date) => ({ $subtract: [{ $dayOfWeek: date }, 1] }),
  hour: (date) => ({ $hour: date }),
};
