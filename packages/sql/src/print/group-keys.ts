import type { ColumnExpr, Expr } from "../ast/expression.ts";
import type { TableInstance } from "../ast/walk.ts";
import type { JoinPlan } from "./join-plan.ts";
import { type PrintContext, scopeKey, tableOf } from "./scope.ts";

/**
 * Group columns without those that another one determines: with a table's key its other columns are settled, and so
 * is what a join makes equal to it. Only where columns outside GROUP BY may be shown all the same.
 */
export function groupKeys(
  groupBy: readonly Expr[],
  plan: JoinPlan | undefined,
  context: PrintContext,
): readonly Expr[] {
  if (groupBy.length < 2 || !context.traits.showsDetermined) return groupBy;
  let best = groupBy;
  for (const key of groupBy) {
    if (key.kind !== "column") continue;
    const settled = settledBy(key, plan, context);
    const kept = groupBy.filter((expr) => expr === key || !(expr.kind === "column" && settled.has(expr)));
    if (kept.length < best.length) best = kept;
  }
  return best;
}

interface Settled {
  has(expr: ColumnExpr): boolean;
}

/** What is the same in all rows in which `key` is the same. */
function settledBy(key: ColumnExpr, plan: JoinPlan | undefined, context: PrintContext): Settled {
  const columns = new Set<string>();
  const tables = new Set<string>();
  const settle = (instance: TableInstance, column: string): void => {
    const name = nameOf(instance, column);
    if (columns.has(name)) return;
    columns.add(name);
    if (isKey(instance, column, context)) tables.add(scopeKey(instance));
  };
  settle(key, key.column);
  const isSettled = (instance: TableInstance, column: string): boolean =>
    tables.has(scopeKey(instance)) || columns.has(nameOf(instance, column));
  // Each round of joins may settle one more table.
  for (let round = 0; round < (plan?.steps.length ?? 0); round += 1)
    for (const { instance, on } of plan?.steps ?? [])
      for (const { column, other, otherColumn } of on) {
        if (isSettled(instance, column)) settle(other, otherColumn);
        if (isSettled(other, otherColumn)) settle(instance, column);
      }
  return { has: (expr) => isSettled(expr, expr.column) };
}

const nameOf = (instance: TableInstance, column: string): string =>
  `${scopeKey(instance)}\u0000${column.toLowerCase()}`;

function isKey(instance: TableInstance, column: string, { schema }: PrintContext): boolean {
  const key = tableOf(schema, instance.table)?.primaryKey ?? [];
  return key.length === 1 && key[0]?.toLowerCase() === column.toLowerCase();
}
