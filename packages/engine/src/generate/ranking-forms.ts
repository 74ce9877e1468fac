import { aggregate, type ColumnExpr, type Expr, type Query, select } from "@parlance/sql";
import type { ColumnModel } from "../schema/schema-model.ts";
import { isAdditive, repeats } from "../sense/columns.ts";
import { conditions } from "./finish-query.ts";
import { type Frame, type Shaped, uniqueExprs, withWhere } from "./frame.ts";

/** What is ranked: the columns shown for it, and what makes its groups. */
interface Ranked {
  readonly shown: readonly ColumnExpr[];
  readonly by: readonly Expr[];
}

/** "top 5 products by revenue", "which region made the most profit": the measure is added up for each thing that is ranked. */
export function rankedSums(frame: Frame): Shaped[] {
  const { parts } = frame;
  const top = parts.of("top")[0];
  if (top?.by.kind !== "column" || parts.of("top").length > 1 || !isAdditive(top.by.column)) return [];
  const { column } = top.by;
  return rankedBy(frame, column).flatMap(({ shown, by }) =>
    conditions(frame).map((where) => ({
      query: {
        select: shown.map((expr) => select(expr)),
        ...withWhere(where.predicate),
        groupBy: uniqueExprs(by),
        order: [{ expr: aggregate("sum", column.expr), direction: top.direction }],
        limit: { count: top.count, ...(top.offset > 0 ? { offset: top.offset } : {}) },
      } satisfies Query,
      bonus: 0.3 + where.bonus,
      form: "ranked-sum",
      assumptions: [`${column.name} is summed`],
    })),
  );
}

function rankedBy(frame: Frame, measure: ColumnModel): Ranked[] {
  const { parts, subject } = frame;
  const said = parts.of("project").map((piece) => piece.column);
  const named = said.filter((column) => column !== measure);
  if (named.length > 0) {
    const isEach = named.every(
      (column) => column.role !== "measure" && (column.table !== measure.table || repeats(column) !== false),
    );
    const exprs = named.map((column) => column.expr);
    return isEach ? [{ shown: exprs, by: exprs }] : [];
  }
  const entity = parts.of("entity").find((piece) => piece.table === subject)?.table ?? parts.of("entity")[0]?.table;
  if (!entity || entity === measure.table) return [];
  const [first, second] = entity.nameColumns;
  const shown = !first
    ? entity.keyColumn
      ? [entity.keyColumn.expr]
      : []
    : second && first.words.includes("first")
      ? [first.expr, second.expr]
      : [first.expr];
  return shown.length === 0 ? [] : [{ shown, by: entity.keyColumn ? [entity.keyColumn.expr, ...shown] : shown }];
}
