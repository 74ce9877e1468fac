import { isAppError, type Metric } from "@parlance/core";
import { printSql, select } from "@parlance/sql";
import type { PreparedSource } from "../source.ts";
import { definedExpr } from "./metric-column.ts";

export interface MetricStatement {
  readonly sql: string;
  /** The engine can group, filter and rank by it; otherwise only a model makes use of it. */
  readonly isExpressible: boolean;
}

/** The statement that computes a figure over everything. An expression that has no query form is left as it is written. */
export function metricStatement(metric: Metric, { catalog, schema }: PreparedSource): MetricStatement {
  const printed = printMetric(metric, catalog, schema);
  if (printed !== undefined) return { sql: printed, isExpressible: true };
  if (metric.kind !== "expression") throw new Error("A figure or a ratio is always expressible.");
  // The line break ends a comment that would swallow the bracket.
  const table = printSql({ select: [{ expr: { kind: "star", table: metric.table } }] }, catalog, catalog.dialect);
  const from = /\bFROM\b[\s\S]*$/i.exec(table)?.[0] ?? "";
  return { sql: `SELECT (${metric.sql}\n) AS value ${from}`, isExpressible: false };
}

function printMetric(
  metric: Metric,
  catalog: PreparedSource["catalog"],
  schema: PreparedSource["schema"],
): string | undefined {
  const expr = definedExpr(metric, schema);
  if (expr === undefined) return undefined;
  try {
    return printSql({ select: [select(expr, "value")] }, catalog, catalog.dialect);
  } catch (error) {
    if (isAppError(error) && metric.kind === "expression") return undefined;
    throw error;
  }
}
