import type { Metric, MetricCondition, MetricFigure } from "@parlance/core";
import {
  type AggregateExpr,
  aggregate,
  allOf,
  arithmetic,
  column,
  compare,
  countRows,
  type Expr,
  type LiteralExpr,
  literal,
  type Predicate,
  type Query,
} from "@parlance/sql";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";
import { identifierWords } from "../text/identifier-words.ts";
import { stem } from "../text/stem.ts";
import { readExpression } from "./read-expression.ts";

/** Stands before the phrase in the name of a column that no table has: a defined figure. */
const MARK = "\u0000metric:";

export interface MetricColumn {
  readonly model: ColumnModel;
  readonly phrase: string;
  readonly metric: Metric;
  readonly defined: Expr;
}

/** A figure poses as a measure column of its table, so that every rule can rank, group and compare by it. */
export function metricColumn(
  phrase: string,
  metric: Metric,
  id: number,
  schema: SchemaModel,
): MetricColumn | undefined {
  const name = (metric.kind === "ratio" ? metric.above : metric).table.toLowerCase();
  const table = schema.tables.find((candidate) => candidate.name.toLowerCase() === name);
  const defined = definedExpr(metric, schema);
  if (!table || !defined) return undefined;
  const words = identifierWords(phrase);
  const model: ColumnModel = {
    id,
    table,
    name: `${MARK}${phrase}`,
    expr: column(table.name, `${MARK}${phrase}`),
    words,
    stems: words.map(stem),
    type: "number",
    role: "measure",
    isPrimary: false,
    refTable: undefined,
    source: { name: phrase, type: { kind: "decimal", native: "metric" }, nullable: true },
    profile: undefined,
  };
  return { model, phrase, metric, defined };
}

/** The query with each figure written out as defined, and which were; undefined where one stands outside any aggregate. */
export function writeOutMetrics(
  query: Query,
  metrics: readonly MetricColumn[],
): { readonly query: Query; readonly used: readonly MetricColumn[] } | undefined {
  const used = new Set<MetricColumn>();
  let isSound = true;
  const metricOf = (value: unknown): MetricColumn | undefined =>
    isColumn(value) && value.column.startsWith(MARK)
      ? metrics.find((entry) => entry.model.name === value.column)
      : undefined;
  const write = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(write);
    if (value === null || typeof value !== "object") return value;
    if (metricOf(value)) isSound = false;
    if (isAggregate(value)) {
      const entry = metricOf(value.arg);
      if (entry) {
        used.add(entry);
        const written = figureExpr(entry, value);
        if (!written) isSound = false;
        return written ?? value;
      }
    }
    const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, write(inner)]));
    const shown = isSelectItem(value) && isAggregate(value.expr) ? metricOf(value.expr.arg) : undefined;
    if (shown && isSelectItem(value) && isAsDefined(shown, value.expr)) copy["alias"] = headingOf(shown.phrase);
    // The share of a whole adds up one aggregate; a ratio cannot be added up.
    if (copy["kind"] === "total" && !isAggregate(copy["of"])) isSound = false;
    return copy;
  };
  const written = write(query);
  return isSound ? { query: used.size === 0 ? query : (written as Query), used: [...used] } : undefined; // the same shape, figures apart
}

const isColumn = (value: unknown): value is { kind: "column"; column: string } =>
  value !== null && typeof value === "object" && "kind" in value && value.kind === "column" && "column" in value;

/** A column of the result that nobody has given a heading yet. */
const isSelectItem = (value: object): value is { expr: unknown } =>
  "expr" in value && !("alias" in value) && !("direction" in value);

const isAsDefined = ({ defined }: MetricColumn, asked: unknown): boolean =>
  isAggregate(asked) && (defined.kind !== "aggregate" || asked.fn === "sum" || asked.fn === defined.fn);

/** The team's own word stands above the figures. */
const headingOf = (phrase: string): string => phrase.toLowerCase().trim().replace(/\s+/g, "_");

const isAggregate = (value: unknown): value is AggregateExpr =>
  value !== null && typeof value === "object" && "kind" in value && value.kind === "aggregate" && "arg" in value;

/** Summed, a figure is as defined; averaged or at its extreme, the same rows are taken. */
function figureExpr({ defined }: MetricColumn, asked: AggregateExpr): Expr | undefined {
  if (asked.fn === "count") return undefined;
  const written = withCondition(defined, asked.where);
  if (written.kind !== "aggregate") return asked.fn === "sum" || asked.fn === "avg" ? written : undefined;
  if (asked.fn === "sum" || asked.fn === written.fn) return written;
  return written.fn === "sum" ? { ...written, fn: asked.fn } : undefined;
}

/** The same figure over fewer rows. */
function withCondition(expr: Expr, also: Predicate | undefined): Expr {
  if (also === undefined) return expr;
  if (expr.kind === "arithmetic")
    return { ...expr, left: withCondition(expr.left, also), right: withCondition(expr.right, also) };
  if (expr.kind !== "aggregate") return expr;
  const where = allOf([expr.where, also]);
  return where ? { ...expr, where } : expr;
}

/** A definition as a query has it; undefined for an expression that the query tree has no form for. */
export function definedExpr(metric: Metric, schema: SchemaModel): Expr | undefined {
  switch (metric.kind) {
    case "figure":
      return figure(metric);
    case "ratio":
      return arithmetic(figure(metric.above), "/", figure(metric.below));
    case "expression":
      return readExpression(metric.sql, metric.table, schema);
  }
}

function figure(metric: MetricFigure): AggregateExpr {
  const base =
    metric.column === undefined ? countRows(metric.table) : aggregate(metric.fn, column(metric.table, metric.column));
  const only = (metric.only ?? []).map((condition) => conditionPredicate(metric.table, condition));
  const where = allOf(only);
  return where ? { ...base, where } : base;
}

export function conditionPredicate(table: string, condition: MetricCondition): Predicate {
  const left = column(table, condition.column);
  const values = condition.isOneOf.map(literalOf);
  const [one, ...more] = values;
  return one && more.length === 0 ? compare(left, "=", one) : { kind: "in", left, values };
}

const literalOf = (value: string | number | boolean): LiteralExpr =>
  typeof value === "string"
    ? literal(value, "text")
    : typeof value === "number"
      ? literal(value, "number")
      : literal(value, "boolean");

/** The definition in words, for the explanation. */
export function metricWords(metric: Metric): string {
  if (metric.kind === "ratio") return `${metricWords(metric.above)} divided by ${metricWords(metric.below)}`;
  if (metric.kind === "expression") return metric.sql;
  const of =
    metric.column === undefined
      ? `number of ${metric.table}`
      : `${FN_WORDS[metric.fn]} ${metric.table}.${metric.column}`;
  const only = (metric.only ?? []).map((condition) => `${condition.column} is ${condition.isOneOf.join(" or ")}`);
  return only.length === 0 ? of : `${of} where ${only.join(" and ")}`;
}

const FN_WORDS: Readonly<Record<MetricFigure["fn"], string>> = {
  sum: "total of",
  avg: "average of",
  min: "lowest",
  max: "highest",
  median: "median of",
  count: "number of",
};
