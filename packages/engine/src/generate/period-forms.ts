import {
  aggregate,
  arithmetic,
  bucket,
  countRows,
  datePart,
  type Expr,
  numberLiteral,
  type Query,
  select,
} from "@parlance/sql";
import { dateColumnFor } from "./date-columns.ts";
import { conditions, havingOf } from "./finish-query.ts";
import { type Frame, type Grouping, isTimeExpr, measureExpr, type Shaped, withWhere } from "./frame.ts";
import { keyOptions } from "./groupings.ts";
import type { GroupKey } from "./piece.ts";
import { aggregates } from "./selections.ts";

/** What each period is measured by: the figure that was asked for, else a sum, else a count. */
function figureOf(frame: Frame): { readonly expr: Expr; readonly notes: readonly string[] } | undefined {
  const [said] = aggregates(frame);
  if (said) return { expr: said, notes: [] };
  const measure = frame.parts.of("project").find((piece) => piece.column.role === "measure")?.column;
  if (measure) return { expr: aggregate("sum", measure.expr), notes: [`${measure.name} is summed`] };
  const table = frame.parts.of("entity")[0]?.table ?? frame.subject;
  return table && { expr: countRows(table.name), notes: [`rows of ${table.name} are counted`] };
}

/** "month over month growth of quantity", "running total of revenue by month" */
export function overTimeQueries(frame: Frame): Shaped[] {
  const { parts } = frame;
  const asked = parts.of("overTime")[0];
  const keys = parts.of("group").map((piece) => piece.key);
  const [key = MONTHS, ...more] = keys;
  const figure = figureOf(frame);
  if (!asked || !figure || more.length > 0 || key.kind === "column" || key.kind === "table") return [];
  return keyOptions(key, frame).flatMap(({ shown, by, assumptions }) => {
    const [time] = shown;
    if (!time || !isTimeExpr(time)) return [];
    const items =
      asked.figure === "growth"
        ? [select(figure.expr), select(growth(figure.expr, time), "growth_percent")]
        : [select({ kind: "running", of: figure.expr, orderBy: time }, "running_total")];
    return conditions(frame).map((where) => ({
      query: {
        select: [select(time), ...items],
        ...withWhere(where.predicate),
        groupBy: by,
        order: [{ expr: time, direction: "asc" as const }],
      },
      bonus: 1 + where.bonus,
      form: asked.figure,
      assumptions: [...assumptions, ...figure.notes],
    }));
  });
}

const MONTHS: GroupKey = { kind: "bucket", unit: "month", column: undefined };

function growth(figure: Expr, time: Expr): Expr {
  const before: Expr = { kind: "previous", of: figure, orderBy: time };
  return arithmetic(arithmetic(numberLiteral(100), "*", arithmetic(figure, "-", before)), "/", before);
}

/** "busiest hour of the day", "week with the most tickets", "which month had the highest revenue" */
export function rankedPeriods(frame: Frame): Shaped[] {
  const { parts } = frame;
  const [group, ...more] = parts.of("group");
  const top = parts.of("top")[0];
  if (!group || !top || more.length > 0 || parts.has("project")) return [];
  if (group.key.kind !== "bucket" && group.key.kind !== "part") return [];
  if (group.start > 1 && group.start !== top.start) return [];
  const by = top.by.kind === "column" ? aggregate("sum", top.by.column.expr) : measureExpr(top.by, frame.subject);
  if (!by) return [];
  const notes = top.by.kind === "column" ? [`${top.by.column.name} is summed`] : [];
  return keyOptions(group.key, frame).flatMap(({ shown, by: keys, assumptions }: Grouping) =>
    conditions(frame).map((where) => ({
      query: {
        select: [...shown, by].map((expr) => select(expr)),
        ...withWhere(where.predicate),
        groupBy: keys,
        order: [{ expr: by, direction: top.direction }],
        limit: { count: top.count, ...(top.offset > 0 ? { offset: top.offset } : {}) },
      },
      bonus: 0.8 + where.bonus,
      form: "ranked-period",
      assumptions: [...assumptions, ...notes],
    })),
  );
}

/** "how many days had more than 10 sales", "how many customers ordered more than once" */
export function countedGroups(frame: Frame): Shaped[] {
  const having = havingOf(frame);
  if (!having) return [];
  return countedKeys(frame).flatMap(({ key, notes }) =>
    conditions(frame).map((where) => {
      const inner: Query = {
        select: [select(key, "item")],
        ...withWhere(where.predicate),
        groupBy: [key],
        having,
      };
      return {
        query: { select: [select(aggregate("count", { kind: "output", name: "item" }))], from: inner },
        bonus: 0.9 + where.bonus,
        form: "count-groups",
        assumptions: notes,
      };
    }),
  );
}

function countedKeys(frame: Frame): { readonly key: Expr; readonly notes: readonly string[] }[] {
  const { parts } = frame;
  const periods = parts.of("countedPeriods")[0];
  if (periods) {
    const column = dateColumnFor(parts, frame.subject, frame.context);
    if (column?.type !== "date") return [];
    const key = periods.unit === "year" ? datePart(column.expr, "year") : bucket(column.expr, periods.unit);
    return [{ key, notes: [`time is taken from ${column.table.name}.${column.name}`] }];
  }
  const counted = parts.of("count")[0]?.column;
  const isOwn = parts.of("countWhere").every((piece) => piece.table === undefined || piece.table === counted?.table);
  return counted && isOwn && parts.has("countWhere") ? [{ key: counted.expr, notes: [] }] : [];
}
