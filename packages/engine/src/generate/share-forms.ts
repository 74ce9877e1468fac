import {
  type AggregateExpr,
  aggregate,
  allOf,
  arithmetic,
  countRows,
  type Expr,
  numberLiteral,
  type Predicate,
  select,
} from "@parlance/sql";
import { repeats } from "../sense/columns.ts";
import { conditions } from "./finish-query.ts";
import { type Frame, type Grouping, type Shaped, withWhere } from "./frame.ts";
import { keyedGroupings } from "./groupings.ts";
import type { Parts } from "./parts.ts";
import { aggregates } from "./selections.ts";

const ASSUMPTIONS = ["given as a percentage"];
const ALIAS = "share_percent";

const percent = (part: Expr, whole: Expr): Expr => arithmetic(arithmetic(numberLiteral(100), "*", part), "/", whole);

/** "share of X that Y" counts Y among all; "share of revenue by region" sets each group against the whole. */
export function shareQueries(frame: Frame): Shaped[] {
  const { parts, subject } = frame;
  if (!subject) return [];
  const measured =
    aggregates(frame).find((expr): expr is AggregateExpr => expr.kind === "aggregate") ?? sumOfProjection(parts);
  const base = measured ?? countRows(subject.name);
  const keys = parts.of("group").map((piece) => piece.key);
  if (keys.length === 0) return [...rankedShares(frame, base), ...sharesOfAll(frame, base)];
  const each = keyedGroupings({ items: [base], bonus: 0, form: "share" }, keys, frame).filter(
    (grouping) => grouping.items?.length === grouping.shown.length + 1,
  );
  return each.flatMap((grouping) => [...shareWithin(frame, base, grouping), ...shareOfWhole(frame, base, grouping)]);
}

/** A period bounds what is looked at; any other condition is what the share is of. */
function split(predicate: Predicate | undefined): { period: Predicate | undefined; kind: Predicate | undefined } {
  const items = predicate?.kind === "and" ? predicate.items : predicate ? [predicate] : [];
  const isPeriod = (item: Predicate): boolean => item.kind === "dateRange";
  return { period: allOf(items.filter(isPeriod)), kind: allOf(items.filter((item) => !isPeriod(item))) };
}

function sharesOfAll(frame: Frame, base: AggregateExpr): Shaped[] {
  return conditions(frame).flatMap((where) => {
    const { period, kind } = split(where.predicate);
    const part = kind ?? period;
    if (!part) return [];
    return [
      {
        query: {
          select: [select(percent({ ...base, where: part }, base), ALIAS)],
          ...withWhere(kind ? period : undefined),
        },
        bonus: where.bonus,
        form: "share-of",
        assumptions: ASSUMPTIONS,
      },
    ];
  });
}

/** "which product has the highest return rate": the share within each product, and the one where it is highest. */
function rankedShares(frame: Frame, base: AggregateExpr): Shaped[] {
  const top = frame.parts.of("top")[0];
  const columns = frame.parts.of("project").map((piece) => piece.column);
  const [column, ...more] = columns.filter(({ role }) => role !== "measure");
  if (!top || !column || more.length > 0 || repeats(column) !== true) return [];
  const grouping = { items: [], shown: [column.expr], by: [column.expr], bonus: 0, form: "share", assumptions: [] };
  return shareWithin(frame, base, grouping).map(({ query, bonus, ...rest }) => ({
    ...rest,
    query: {
      ...query,
      order: query.select.slice(-1).map(({ expr }) => ({ expr, direction: top.direction })),
      limit: { count: top.count, ...(top.offset > 0 ? { offset: top.offset } : {}) },
    },
    bonus: bonus + 0.5,
    assumptions: [...ASSUMPTIONS],
  }));
}

/** "share of late shipments per carrier": late ones among each carrier's own. */
const shareWithin = (frame: Frame, base: AggregateExpr, grouping: Grouping): Shaped[] =>
  conditions(frame).flatMap((where) => {
    const { period, kind } = split(where.predicate);
    if (!kind) return [];
    return [
      {
        query: {
          select: [
            ...grouping.shown.map((expr) => select(expr)),
            select(percent({ ...base, where: kind }, base), ALIAS),
          ],
          groupBy: grouping.by,
          ...withWhere(period),
        },
        bonus: grouping.bonus + where.bonus + 0.2,
        form: "share-within",
        assumptions: ASSUMPTIONS,
      },
    ];
  });

const shareOfWhole = (frame: Frame, base: AggregateExpr, grouping: Grouping): Shaped[] =>
  conditions(frame).map((where) => ({
    query: {
      select: [
        ...grouping.shown.map((expr) => select(expr)),
        select(percent(base, { kind: "total", of: base }), ALIAS),
      ],
      groupBy: grouping.by,
      ...withWhere(where.predicate),
    },
    bonus: grouping.bonus + where.bonus,
    form: "share-by",
    assumptions: ASSUMPTIONS,
  }));

function sumOfProjection(parts: Parts): AggregateExpr | undefined {
  const column = parts.of("project").find((piece) => piece.column.role === "measure")?.column;
  return column && aggregate("sum", column.expr);
}
