import { aggregate, arithmetic, countDistinct, countRows, type Expr, type Query, select } from "@parlance/sql";
import { isBelow, pointedAt } from "../schema/points-to.ts";
import type { TableModel } from "../schema/schema-model.ts";
import { isAdditive } from "../sense/columns.ts";
import { conditions } from "./finish-query.ts";
import { type Frame, NO_GROUP, type Shaped, withWhere } from "./frame.ts";
import { keyOptions } from "./groupings.ts";
import type { Placed } from "./parts.ts";

/** "average order value per customer": added up for each order, and averaged over those of each customer. */
export function nestedWorths(frame: Frame): Shaped[] {
  const nested = frame.parts.of("nested")[0];
  const key = nested?.per?.keyColumn;
  if (nested?.of?.kind !== "column" || !key) return [];
  const figure = aggregate("sum", nested.of.column.expr);
  const [said, ...more] = frame.parts.of("group");
  if (more.length > 0) return [];
  const groups = said ? keyOptions(said.key, frame).slice(0, 2) : [NO_GROUP];
  return groups.flatMap(({ bonus, by, shown: displayed }) =>
    conditions(frame).map((where) => {
      const keys = by.map((expr, i) => ({ expr, name: `key_${i + 1}` }));
      const outputOf = ({ name }: { readonly name: string }): Expr => ({ kind: "output", name });
      const shown = keys.filter(({ expr }) => displayed.includes(expr));
      const query: Query = {
        select: [
          ...shown.map((shownKey) => select(outputOf(shownKey), nameOf(shownKey.expr))),
          select(aggregate(nested.fn, outputOf({ name: "figure" }))),
        ],
        ...(keys.length > 0 ? { groupBy: keys.map(outputOf) } : {}),
        from: {
          select: [
            ...keys.map(({ expr, name }) => select(expr, name)),
            select(key.expr, "row_key"),
            select(figure, "figure"),
          ],
          ...withWhere(where.predicate),
          groupBy: [...by, key.expr],
        },
      };
      return { query, bonus: 0.6 + bonus + where.bonus, form: "nested nested-rows" };
    }),
  );
}

const nameOf = (expr: Expr): string | undefined => (expr.kind === "column" ? expr.column : undefined);

/** What is divided: the sum that was asked for, else how many rows. */
function dividend(frame: Frame, per: TableModel): { readonly expr: Expr; readonly table: TableModel } | undefined {
  const { parts, context } = frame;
  const measure = parts.of("project").find(({ column }) => isAdditive(column))?.column;
  if (measure) return { expr: aggregate("sum", measure.expr), table: measure.table };
  const summed = parts.of("aggregate").find(({ fn, column }) => fn === "sum" && isAdditive(column))?.column;
  if (summed) return { expr: aggregate("sum", summed.expr), table: summed.table };
  const rows = parts.of("count")[0]?.table ?? parts.of("entity").find(({ table }) => table !== per)?.table;
  return rows && isBelow(rows, per, context.schema) ? { expr: countRows(rows.name), table: rows } : undefined;
}

const tableOfKey = ({ key }: Placed<"group">): TableModel | undefined =>
  key.kind === "table" ? key.table : key.kind === "column" && key.column.isPrimary ? key.column.table : undefined;

/** "expenses per employee by department": the sum of each department over how many people it has. */
export function ratiosPerThing(frame: Frame): Shaped[] {
  const { parts, context } = frame;
  const [per, by, ...more] = parts.of("group");
  if (!per?.isStrong || !by || more.length > 0) return [];
  const table = tableOfKey(per);
  const key = table?.keyColumn;
  const over = by.key.kind === "table" ? by.key.table : by.key.column?.table;
  if (!table || !key || !over || over === tableOfKey(per) || !pointedAt(table, context.schema).has(over)) return [];
  const divided = dividend(frame, table);
  if (!divided || !isBelow(divided.table, table, context.schema)) return [];
  const ratio = arithmetic(divided.expr, "/", countDistinct(key.expr));
  return keyOptions(by.key, frame)
    .slice(0, 2)
    .flatMap((group) =>
      conditions(frame).map((where) => ({
        query: {
          select: [...group.shown.map((expr) => select(expr)), select(ratio)],
          ...withWhere(where.predicate),
          groupBy: group.by,
        },
        bonus: 0.9 + group.bonus + where.bonus,
        form: "ratio",
        assumptions: [`divided by how many ${table.name} there are in each group`],
      })),
    );
}
