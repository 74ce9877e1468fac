import { aggregate, type ColumnExpr, countRows, type Expr, type Query, select } from "@parlance/sql";
import { pointedAt } from "../schema/points-to.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { isAdditive, repeats } from "../sense/columns.ts";
import { conditions } from "./finish-query.ts";
import { type Frame, type Shaped, uniqueExprs, withWhere } from "./frame.ts";
import type { Placed } from "./parts.ts";
import { lowAt } from "./rules/rule-context.ts";
import { shownFigure } from "./shown-figure.ts";

/** What is ranked: the columns shown for it, and what makes its groups. */
interface Ranked {
  readonly shown: readonly ColumnExpr[];
  readonly by: readonly Expr[];
}

/** "top 5 products by revenue", "which region made the most profit": the measure is added up for each thing that is ranked. */
export function rankedSums(frame: Frame): Shaped[] {
  const { parts } = frame;
  const top = parts.of("top")[0];
  // "the slowest reply on average"
  const isAveraged = parts.of("nested").some((piece) => piece.of === undefined && piece.fn === "avg");
  const fn = isAveraged || isOpinion(frame, top) ? "avg" : "sum";
  if (parts.has("nested") && (fn === "sum" || parts.has("group"))) return [];
  if (top?.by.kind !== "column" || parts.of("top").length > 1) return [];
  const { column } = top.by;
  if (fn === "sum" && !isAdditive(column)) return [];
  return rankedBy(frame, column).flatMap(({ shown, by }) =>
    conditions(frame).flatMap((where) => {
      const query: Query = {
        select: shown.map((expr) => select(expr)),
        ...withWhere(where.predicate),
        groupBy: uniqueExprs(by),
        order: [{ expr: aggregate(fn, column.expr), direction: top.direction }],
        limit: { count: top.count, ...(top.offset > 0 ? { offset: top.offset } : {}) },
      };
      const assumptions = [`${column.name} is ${fn === "sum" ? "summed" : "averaged"}`];
      const plain: Shaped = { query, bonus: 0.3 + where.bonus, form: "ranked-sum", assumptions };
      const beside = shownFigure(query, frame).map(
        (own): Shaped => ({ ...own, bonus: plain.bonus + own.bonus, form: `ranked-sum ${own.form}`, assumptions }),
      );
      return [...beside, plain];
    }),
  );
}

/** "the top 5 sources of leads": ranked by how many there are of each, when nothing else is said. */
export function rankedCounts(frame: Frame): Shaped[] {
  const { parts, subject, context } = frame;
  const limit = parts.of("limit")[0];
  const keys = parts.of("project").map((piece) => piece.column);
  const entity = parts.of("entity")[0]?.table ?? subject;
  const [key, ...more] = keys;
  if (!limit || !key || !entity || more.length > 0 || parts.has("top") || parts.has("aggregate")) return [];
  if (lowAt(context, limit.start) !== "top" || key.role === "measure" || repeats(key) !== true) return [];
  const count = countRows(entity.name);
  return conditions(frame).map((where) => ({
    query: {
      select: [select(key.expr), select(count)],
      ...withWhere(where.predicate),
      groupBy: [key.expr],
      order: [{ expr: count, direction: "desc" as const }],
      limit: { count: limit.count },
    },
    bonus: 0.6 + where.bonus,
    form: "ranked-count",
    assumptions: [`ranked by number of ${entity.name}`],
  }));
}

const OPINION = /^(?:csat|nps|ratings?|satisfaction|stars|reviews?)$/;

/** "Which agent has the best rating" in one file: opinions of many, of which each thing has an average. */
const isOpinion = ({ context }: Frame, top: Placed<"top"> | undefined): boolean =>
  context.schema.tables.length === 1 &&
  top?.by.kind === "column" &&
  top.by.column.words.some((word) => OPINION.test(word));

/** Things that share their names are told apart by their key. */
function keyOfNamed([column, ...more]: readonly ColumnModel[], measure: ColumnModel): Expr[] {
  const names = column?.table.nameColumns.slice(0, 2) ?? [];
  const key = column?.table.keyColumn;
  if (!column || !key || column.table === measure.table || column !== names[0]) return [];
  return more.every((other) => names.includes(other)) ? [key.expr] : [];
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
    return isEach ? [{ shown: exprs, by: [...keyOfNamed(named, measure), ...exprs] }] : [];
  }
  const entity = parts.of("entity").find((piece) => piece.table === subject)?.table ?? parts.of("entity")[0]?.table;
  // Each claim payment has one claim: nothing of it adds up.
  if (!entity || pointedAt(entity, frame.context.schema).has(measure.table)) return [];
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
