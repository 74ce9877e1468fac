import type { Metric, MetricCondition, MetricFigure } from "@parlance/core";

/** A definition as SQL that a person reads and a model may take over. */
export function metricText(metric: Metric): string {
  switch (metric.kind) {
    case "figure":
      return figureText(metric);
    case "ratio":
      return `${figureText(metric.above)} / NULLIF(${figureText(metric.below)}, 0)`;
    case "expression":
      return metric.sql;
  }
}

function figureText({ fn, table, column, only = [] }: MetricFigure): string {
  const what = column === undefined ? "1" : `${name(table)}.${name(column)}`;
  const call = fn.toUpperCase();
  if (only.length === 0) return column === undefined ? "COUNT(*)" : `${call}(${what})`;
  const when = only.map((one) => conditionText(one, table)).join(" AND ");
  return `${call}(CASE WHEN ${when} THEN ${what} END)`;
}

export function conditionText({ column, isOneOf }: MetricCondition, table: string): string {
  const left = `${name(table)}.${name(column)}`;
  const values = isOneOf.map(literalText);
  return values.length === 1 ? `${left} = ${values[0]}` : `${left} IN (${values.join(", ")})`;
}

const literalText = (value: string | number | boolean): string =>
  typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value).toUpperCase();

const name = (text: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
