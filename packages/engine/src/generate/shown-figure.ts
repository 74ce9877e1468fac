import { type Query, select } from "@parlance/sql";
import type { Frame } from "./frame.ts";
import { lowAt } from "./rules/rule-context.ts";

/** "top 5 cities by number of customers", as a bare phrase, is read with the figures beside. */
export function shownFigure(query: Query, { context }: Frame): { query: Query; bonus: number; form: string }[] {
  const [first, ...more] = query.order ?? [];
  if (!/^(?:top|bottom)$/.test(lowAt(context, 0)) || !query.groupBy || !first || more.length > 0) return [];
  if (first.expr.kind !== "aggregate" || (query.limit?.count ?? 1) < 2) return [];
  if (query.select.some(({ expr }) => expr.kind === "aggregate")) return [];
  return [{ query: { ...query, select: [...query.select, select(first.expr)] }, bonus: 0.3, form: "figure" }];
}
