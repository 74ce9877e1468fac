import type { AggregateExpr, Expr } from "../ast/expression.ts";
import type { SelectItem } from "../ast/query.ts";

/** A heading for a computed result column; plain columns keep their own name. */
export function headingOf(item: SelectItem): string | undefined {
  if (item.alias !== undefined) return item.alias;
  return item.expr.kind === "column" || item.expr.kind === "star" ? undefined : describe(item.expr);
}

function describe(expr: Expr): string {
  switch (expr.kind) {
    case "column":
      return slug(expr.column);
    case "output":
      return slug(expr.name);
    case "aggregate":
      return describeAggregate(expr);
    case "bucket":
      return expr.unit;
    case "datePart":
      return expr.part;
    case "arithmetic":
      return expr.op === "/" ? "ratio" : expr.op === "-" ? "difference" : "value";
    case "total":
      return "total";
    case "previous":
      return `previous_${describe(expr.of)}`;
    case "running":
      return `running_${describe(expr.of)}`;
    default:
      return "value";
  }
}

const PREFIX = {
  count: "count",
  sum: "total",
  avg: "average",
  min: "minimum",
  max: "maximum",
  median: "median",
} as const;

function describeAggregate(expr: AggregateExpr): string {
  if (expr.arg.kind === "star") return `${slug(expr.arg.table)}_count`;
  if (expr.fn === "count") return `${slug(describe(expr.arg))}_count`;
  const prefix = expr.at === undefined ? PREFIX[expr.fn] : `percentile_${Math.round(expr.at * 100)}`;
  return `${prefix}_${describe(expr.arg)}`;
}

const slug = (name: string): string =>
  name
    .trim()
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .toLowerCase()
    .slice(0, 40) || "value";
