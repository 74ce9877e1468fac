import type { AggregateExpr, ArithmeticExpr, Expr, LiteralExpr, Query } from "@parlance/sql";
import { DAYS_A_YEAR } from "../derived/ages.ts";
import { conditionWords } from "./conditions.ts";
import { fullColumn, keyedThing, listed, many, nameWords, rowsOf } from "./names.ts";

/** Tables that are told anyway, whose columns need no owner. */
export type Told = ReadonlySet<string>;

export const NOTHING_TOLD: Told = new Set();

export const AGGREGATE_WORDS = {
  count: "number of",
  sum: "total",
  avg: "average",
  min: "lowest",
  max: "highest",
  median: "median",
} as const;

/** Used where a column's own name begins with the usual word. */
const SPELLED_OUT = {
  count: "count of",
  sum: "sum of",
  avg: "mean of",
  min: "smallest",
  max: "largest",
  median: "middle",
} as const;

export function expressionWords(expr: Expr, told: Told): string {
  switch (expr.kind) {
    case "column":
      return told.has(expr.table) ? nameWords(expr.column) : fullColumn(expr);
    case "star":
      return `all columns of ${rowsOf(expr.table)}`;
    case "literal":
      return literalWords(expr);
    case "aggregate":
      return aggregateWords(expr, told);
    case "arithmetic":
      return arithmeticWords(expr, told);
    case "bucket":
      return `${expr.unit} of ${expressionWords(expr.of, told)}`;
    case "datePart":
      return `${expr.part} of ${expressionWords(expr.of, told)}`;
    case "scalar":
      return scalarWords(expr.query, told);
    case "total":
      return `the total of all ${expressionWords(expr.of, told)}`;
    case "previous":
      return `${expressionWords(expr.of, told)} of the period before`;
    case "running":
      return `running total of ${expressionWords(expr.of, told)}`;
    case "output":
      return nameWords(expr.name);
  }
}

export const literalWords = (expr: LiteralExpr): string =>
  expr.type === "text" ? `"${expr.value}"` : String(expr.value);

/** What groups are made by: a key is told as what it stands for. */
export const groupWords = (expr: Expr, told: Told): string =>
  (expr.kind === "column" ? keyedThing(expr) : null) ?? expressionWords(expr, told);

function aggregateWords(expr: AggregateExpr, told: Told): string {
  const where = expr.where ? ` where ${conditionWords(expr.where, told)}` : "";
  return `${bareAggregateWords(expr, told)}${where}`;
}

function bareAggregateWords(expr: AggregateExpr, told: Told): string {
  const lead = AGGREGATE_WORDS[expr.fn];
  if (expr.arg.kind === "star") return `${lead} ${rowsOf(expr.arg.table)}`;
  if (expr.fn === "count") return `${lead} ${expr.isDistinct ? "different " : ""}${many(groupWords(expr.arg, told))}`;
  const of = expressionWords(expr.arg, told);
  if (expr.at !== undefined) return `${Math.round(100 * expr.at)}th percentile of ${of}`;
  if ((expr.fn === "min" || expr.fn === "max") && isTimeName(of))
    return `${expr.fn === "min" ? "earliest" : "latest"} ${of}`;
  // "total total amount" reads like a slip; "sum of total amount" does not.
  if (of.startsWith(`${lead} `) || of === lead) return `${SPELLED_OUT[expr.fn]} ${of}`;
  return `${lead} ${expr.isDistinct ? "different " : ""}${of}`;
}

/** Whether a name is said of moments. */
export const isTimeName = (words: string): boolean => /\b(?:date|time|day|year|month|at|on|since|birth)$/.test(words);

function scalarWords(query: Query, told: Told): string {
  const figures = listed(query.select.map((item) => expressionWords(item.expr, told)));
  return `the ${figures}${query.where ? ` where ${conditionWords(query.where, told)}` : ""}`;
}

const SIGNS = { "+": "plus", "-": "minus", "*": "times", "/": "divided by" } as const;

function arithmeticWords(expr: ArithmeticExpr, told: Told): string {
  const { op, left, right } = expr;
  if (op === "/" && right.kind === "literal" && right.value === DAYS_A_YEAR && left.kind === "arithmetic")
    return `age by ${expressionWords(left.right, told)}`;
  if (op === "/" && left.kind === "arithmetic" && left.op === "*" && isHundred(left.left))
    return percentageWords(left.right, right, told);
  return `${expressionWords(left, told)} ${SIGNS[op]} ${expressionWords(right, told)}`;
}

const isHundred = (expr: Expr): boolean => expr.kind === "literal" && expr.value === 100;

/** Shares of a whole and changes against the period before, as people call them. */
function percentageWords(part: Expr, whole: Expr, told: Told): string {
  const isSame = (a: Expr, b: Expr): boolean => JSON.stringify(a) === JSON.stringify(b);
  if (part.kind === "arithmetic" && part.op === "-" && whole.kind === "previous" && isSame(part.right, whole))
    return `percentage change of ${expressionWords(part.left, told)} from the period before`;
  if (whole.kind === "total" && isSame(whole.of, part)) {
    const of = part.kind === "aggregate" && part.arg.kind === "star" ? rowsOf(part.arg.table) : null;
    return of === null ? `percentage of the ${expressionWords(part, told)}` : `percentage of all ${of}`;
  }
  if (part.kind === "aggregate" && part.where && whole.kind === "aggregate") {
    const { where, ...all } = part;
    if (isSame(all, whole)) {
      const of =
        part.fn === "count" && part.arg.kind === "star" ? rowsOf(part.arg.table) : bareAggregateWords(all, told);
      return `percentage of ${of} where ${conditionWords(where, told)}`;
    }
  }
  return `${expressionWords(part, told)} as a percentage of ${expressionWords(whole, told)}`;
}
