import { blockTables, canonicalText, countRows, type Expr, type Query } from "@parlance/sql";
import type { SchemaModel } from "../schema/schema-model.ts";
import { columnOf } from "../sense/columns.ts";

/**
 * One text for readings whose rows cannot differ, or differ only where two things share a name or in the order of their
 * columns: to choose between them is no choice for a person.
 */
export function resultKey(query: Query, schema: SchemaModel): string {
  const isAlone = blockTables(query).length === 1;
  const key = (expr: Expr): boolean => columnOf(expr, schema)?.isPrimary === true;
  const item = (expr: Expr): Expr =>
    isAlone && expr.kind === "aggregate" && expr.fn === "count" && expr.arg.kind === "column" && key(expr.arg)
      ? countRows(expr.arg.table)
      : expr;
  const named = (query.groupBy ?? []).filter((expr) => !key(expr));
  const grouping = named.length > 0 ? { groupBy: named } : {};
  const { groupBy, isDistinct: _, anchors, ...rest } = query;
  return canonicalText({
    ...rest,
    ...(anchors ? { anchors: unnamed(anchors, rest) } : {}),
    select: inOneOrder(query.select.map((entry) => ({ ...entry, expr: item(entry.expr) }))),
    ...(groupBy && named.length === 0 ? { groupBy } : grouping),
  });
}

/** Tables that take part only because they are named as such: a column of theirs brings them in anyway. */
function unnamed(anchors: readonly string[], query: Query): string[] {
  const named = new Set(blockTables(query).map(({ table }) => table.toLowerCase()));
  return anchors.filter((table) => !named.has(table.toLowerCase()));
}

function inOneOrder(items: Query["select"]): Query["select"] {
  const text = (entry: Query["select"][number]): string => JSON.stringify(entry.expr);
  return [...items].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}
