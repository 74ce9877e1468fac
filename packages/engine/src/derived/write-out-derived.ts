import type { AggregateFn, ColumnExpr, Expr, Query, SelectItem } from "@parlance/sql";
import type { TableModel } from "../schema/schema-model.ts";
import { isToday } from "./ages.ts";
import { type DerivedMeasure, isDerivedName } from "./derived-measures.ts";
import { isPairName, pairMeasure } from "./pair-figures.ts";

/** The query with every derived figure written out as what it is made of, and which were. */
export function writeOutDerived(
  query: Query,
  measures: readonly DerivedMeasure[],
  tables: readonly TableModel[] = [],
  today = "",
): { readonly query: Query; readonly used: readonly DerivedMeasure[] } {
  const used = new Set<DerivedMeasure>();
  const known = new Map<string, DerivedMeasure>();
  const measureOf = (value: object): DerivedMeasure | undefined => {
    if (!isColumn(value) || !isDerivedName(value.column)) return undefined;
    const earlier = known.get(`${value.table}.${value.column}`);
    if (earlier) return earlier;
    const table = isPairName(value.column) ? tables.find(({ name }) => name === value.table) : undefined;
    const found = table
      ? pairMeasure(table, value.column)
      : measures.find(({ model }) => model.name === value.column && model.table.name === value.table);
    if (found) known.set(`${value.table}.${value.column}`, found);
    return found;
  };
  const write = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(write);
    if (value === null || typeof value !== "object") return value;
    const measure = measureOf(value);
    if (measure) {
      used.add(measure);
      return onDay(measure.expr, today);
    }
    const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, write(inner)]));
    return isItem(value) && copy["expr"] !== undefined ? named(value, copy["expr"], measureOf) : copy;
  };
  if (!mentionsDerived(query)) return { query, used: [] };
  const written = write(query) as Query; // the same shape, figures apart
  return { query: written, used: [...used] };
}

/** The figure with its day filled in. */
function onDay(expr: Expr, today: string): Expr {
  if (isToday(expr)) return { kind: "literal", type: "date", value: today };
  return expr.kind === "arithmetic"
    ? { ...expr, left: onDay(expr.left, today), right: onDay(expr.right, today) }
    : expr;
}

/** Most queries use none; finding that out costs less than copying. */
function mentionsDerived(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  if (Array.isArray(value)) return value.some(mentionsDerived);
  if (isColumn(value)) return isDerivedName(value.column);
  return Object.values(value).some(mentionsDerived);
}

const HEADING: Readonly<Record<AggregateFn, string>> = {
  sum: "total_",
  avg: "average_",
  min: "minimum_",
  max: "maximum_",
  median: "median_",
  count: "number_of_",
};

/** The heading tells the figure's name, not how it is worked out: total_revenue. */
function named(item: SelectItem, expr: unknown, measureOf: (value: object) => DerivedMeasure | undefined): SelectItem {
  const written = expr as Expr; // what write() makes of an expression is one
  const inner = item.expr.kind === "aggregate" ? item.expr.arg : item.expr;
  const measure = item.alias === undefined ? measureOf(inner) : undefined;
  if (!measure) return { ...item, expr: written };
  return { expr: written, alias: `${item.expr.kind === "aggregate" ? HEADING[item.expr.fn] : ""}${measure.name}` };
}

const isColumn = (value: object): value is ColumnExpr =>
  "kind" in value && value.kind === "column" && "column" in value;

const isItem = (value: object): value is SelectItem => "expr" in value && !("direction" in value);
