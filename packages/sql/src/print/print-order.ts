import type { Expr } from "../ast/expression.ts";
import type { OrderItem } from "../ast/query.ts";
import type { DialectTraits } from "./dialect-traits.ts";
import { printExpr } from "./print-expression.ts";
import { type Scope, tableOf } from "./scope.ts";

/** The keys of an ORDER BY. The unknown comes last in every dialect and both directions. */
export const printOrder = (items: readonly OrderItem[], scope: Scope): string =>
  items
    .map(({ expr, direction }) =>
      printSortKey(printExpr(expr, scope), direction, canBeNull(expr, scope), scope.context.traits),
    )
    .join(", ");

export function printSortKey(
  text: string,
  direction: OrderItem["direction"],
  isNullable: boolean,
  traits: DialectTraits,
): string {
  const key = direction === "desc" ? `${text} DESC` : text;
  if (!isNullable || traits.nullsComeFirst !== direction) return key;
  return traits.hasNullsLast ? `${key} NULLS LAST` : `${text} IS NULL, ${key}`;
}

function canBeNull(expr: Expr, scope: Scope): boolean {
  if (expr.kind === "aggregate") return expr.fn !== "count";
  if (expr.kind !== "column") return expr.kind !== "literal";
  const table = tableOf(scope.context.schema, expr.table);
  const column = table?.columns.find(({ name }) => name.toLowerCase() === expr.column.toLowerCase());
  return column?.nullable !== false;
}
