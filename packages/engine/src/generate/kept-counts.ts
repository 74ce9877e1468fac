import { type AggregateExpr, aggregate, type Query } from "@parlance/sql";
import { holdsCounts, keptCount } from "../schema/kept-count.ts";
import type { SchemaModel } from "../schema/schema-model.ts";
import type { Step } from "./nearby-queries.ts";

/** "how many women were admitted" of rows that each stand for many: what the rows say is added up. */
export function keptCounts(query: Query, schema: SchemaModel): Step[] {
  if (!holdsCounts(schema)) return [];
  let isChanged = false;
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swap);
    if (value === null || typeof value !== "object") return value;
    const sum = "kind" in value && value.kind === "aggregate" ? sumFor(value as AggregateExpr, schema) : undefined; // checked by its kind
    if (!sum) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, swap(inner)]));
    isChanged = true;
    return sum;
  };
  const changed = swap(query) as Query; // the same shape, with sums for counts
  return isChanged ? [{ query: changed, bonus: 0.4, form: "kept-count" }] : [];
}

function sumFor(count: AggregateExpr, schema: SchemaModel): AggregateExpr | undefined {
  const { arg } = count;
  if (count.fn !== "count" || arg.kind !== "star") return undefined;
  const table = schema.tables.find((candidate) => candidate.name === arg.table);
  const column = table && keptCount(table);
  return column && { ...aggregate("sum", column.expr), ...(count.where ? { where: count.where } : {}) };
}
