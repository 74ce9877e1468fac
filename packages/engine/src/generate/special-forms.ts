import {
  type AggregateExpr,
  aggregate,
  allOf,
  anyOf,
  arithmetic,
  countRows,
  type Expr,
  numberLiteral,
  type Predicate,
  type Query,
  select,
} from "@parlance/sql";
import { isBelow } from "../schema/points-to.ts";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { isAdditive, repeats } from "../sense/columns.ts";
import { conditions } from "./finish-query.ts";
import { type Frame, isTimeExpr, measureExpr, type Shaped } from "./frame.ts";
import { keyOptions } from "./groupings.ts";
import type { Placed } from "./parts.ts";
import type { GroupKey } from "./piece.ts";
import { aggregates, displays } from "./selections.ts";

/** "the most expensive product in each category", "top 2 categories by profit for every region" */
export function perGroupQueries(frame: Frame): Shaped[] {
  const { parts, subject } = frame;
  const top = parts.of("top")[0];
  const frequent = parts.of("frequent")[0];
  if (!top && frequent && !("columns" in frequent.key)) return frequentPerGroup(frame, frequent.key, frequent);
  if (!top) return [];
  const found: Shaped[] = [];
  for (const key of combinations(frame)) {
    const projected = parts
      .of("project")
      .map((piece) => piece.column.expr)
      .filter((expr) => !key.by.includes(expr));
    const owner = parts.of("entity").find((piece) => piece.table === subject)?.table;
    const shown = projected.length > 0 ? projected : owner ? namesOf(owner) : [];
    const measure = measureExpr(top.by, subject);
    if (shown.length === 0 || !measure || isBusyPeriod(frame)) continue;
    const isAdded =
      top.by.kind !== "column" ||
      isOfMany(top.by.column, projected.length > 0 ? undefined : owner, frame) ||
      shown.some((expr) =>
        parts
          .of("project")
          .some(({ column }) => column.expr === expr && (column.role !== "name" || repeats(column) === true)),
      );
    const by = isAdded && measure.kind === "column" ? aggregate("sum", measure) : measure;
    // Rows as they are cannot be grouped.
    if (by.kind === "aggregate" && shown.some((expr) => expr.kind === "star")) continue;
    for (const where of conditions(frame)) {
      const query: Query = {
        select: [...key.shown, ...shown].map((expr) => select(expr)),
        ...(where.predicate ? { where: where.predicate } : {}),
        ...(by.kind === "aggregate" ? { groupBy: [...key.by, ...shown] } : {}),
        order: [{ expr: by, direction: top.direction }],
        limit: { count: top.count, per: key.shown },
      };
      found.push({ query, bonus: 0.3 + key.bonus + where.bonus, form: "per-group" });
      const withFigure = { ...query, select: [...query.select, select(by)] };
      if (!shown.includes(by))
        found.push({ query: withFigure, bonus: 0.2 + key.bonus + where.bonus, form: "per-group figure" });
    }
  }
  return found;
}

/** Things have many of the rows below them: "the agency with the highest premium" of all its policies. */
const isOfMany = (measure: ColumnModel, owner: TableModel | undefined, { context }: Frame): boolean =>
  owner !== undefined && isAdditive(measure) && isBelow(measure.table, owner, context.schema);

/** What tells a person which row it is; first names alone tell nobody apart. */
const namesOf = (table: TableModel): readonly Expr[] => {
  const options = displays(table);
  return (options.find(({ form }) => form === "full-name") ?? options[0])?.items ?? [];
};

/** "busiest hour" ranks the hours themselves. */
const isBusyPeriod = ({ parts }: Frame): boolean =>
  parts.of("group").some((piece) => piece.start === parts.of("top")[0]?.start && isTimeKey(piece.key));

const isTimeKey = (key: GroupKey): boolean => key.kind === "bucket" || key.kind === "part";

/** "the most popular channel for each status" */
function frequentPerGroup(frame: Frame, of: ColumnModel, { direction, count }: Placed<"frequent">): Shaped[] {
  const rows = countRows((frame.subject ?? of.table).name);
  return combinations(frame).flatMap((key) =>
    conditions(frame).map((where) => ({
      query: {
        select: [...key.shown, of.expr, rows].map((expr) => select(expr)),
        ...(where.predicate ? { where: where.predicate } : {}),
        groupBy: [...key.by, of.expr],
        order: [{ expr: rows, direction }],
        limit: { count, per: key.shown },
      },
      bonus: 0.5 + key.bonus + where.bonus,
      form: "per-group",
    })),
  );
}

interface KeyChoice {
  readonly by: readonly Expr[];
  readonly shown: readonly Expr[];
  readonly bonus: number;
}

/** Every way to group by all the keys that were said. */
function combinations(frame: Frame, keys = frame.parts.of("group")): KeyChoice[] {
  let choices: KeyChoice[] = [{ by: [], shown: [], bonus: 0 }];
  for (const piece of keys) {
    const options = keyOptions(piece.key, frame).slice(0, 2);
    choices = choices.flatMap((a) =>
      options.map((b) => ({ by: [...a.by, ...b.by], shown: [...a.shown, ...b.shown], bonus: a.bonus + b.bonus })),
    );
  }
  return choices;
}

/** "cost per click by platform": a measure per another measure is a ratio of sums; "open rate" is one in percent. */
export function ratioQueries(frame: Frame): Shaped[] {
  const { parts } = frame;
  const below = parts
    .of("group")
    .find((piece) => piece.isStrong && piece.key.kind === "column" && piece.key.column.role === "measure");
  const above =
    parts.of("project").find((piece) => piece.column.role === "measure")?.column ?? parts.of("aggregate")[0]?.column;
  if (below?.key.kind !== "column" || !above || below.key.column === above) return [];
  const isRate = parts.has("share");
  const [part, whole] = [aggregate("sum", above.expr), aggregate("sum", below.key.column.expr)];
  const ratio = arithmetic(isRate ? arithmetic(numberLiteral(100), "*", part) : part, "/", whole);
  const keys = parts.of("group").filter((piece) => piece !== below);
  return combinations(frame, keys).flatMap((key) =>
    conditions(frame).map((where) => ({
      query: {
        select: [...key.shown.map((expr) => select(expr)), isRate ? select(ratio, "rate_percent") : select(ratio)],
        ...(where.predicate ? { where: where.predicate } : {}),
        ...(key.by.length > 0 ? { groupBy: key.by } : {}),
      },
      bonus: 0.7 + key.bonus + where.bonus,
      form: "ratio",
      assumptions: [`total ${above.name} divided by total ${below.key.kind === "column" ? below.key.column.name : ""}`],
    })),
  );
}

/** "average revenue per day": the average of the daily sums, when the key is a stretch of time. */
export function nestedSums(frame: Frame): Shaped[] {
  const { parts } = frame;
  const average = parts.of("aggregate").find((piece) => piece.fn === "avg");
  const keys = parts.of("group");
  if (!average || keys.length !== 1 || keys[0]?.key.kind !== "bucket") return [];
  const inner = aggregate("sum", average.column.expr);
  return combinations(frame).flatMap((key) =>
    conditions(frame).map((where) => ({
      query: overGroups("avg", inner, key.by, where.predicate),
      bonus: 0.2 + key.bonus + where.bonus,
      form: "nested-sum",
    })),
  );
}

/** Over stretches of time for each of something else, the figure is made for each: "average monthly spend per platform". */
const overGroups = (fn: AggregateExpr["fn"], inner: Expr, by: readonly Expr[], where: Predicate | undefined): Query => {
  const hasTime = by.some(isTimeExpr);
  const kept = by.flatMap((expr, i): Expr[] =>
    hasTime && !isTimeExpr(expr) ? [{ kind: "output", name: `key_${i + 1}` }] : [],
  );
  return {
    select: [...kept.map((expr) => select(expr)), select(aggregate(fn, { kind: "output", name: "figure" }))],
    ...(kept.length > 0 ? { groupBy: kept } : {}),
    ...nestedSource(inner, by, where),
  };
};

const nestedSource = (inner: Expr, by: readonly Expr[], where: Predicate | undefined): Pick<Query, "from"> => ({
  from: {
    select: [...by.map((expr, i) => select(expr, `key_${i + 1}`)), select(inner, "figure")],
    ...(where ? { where } : {}),
    groupBy: by,
  },
});

/** What is set side by side: the figure that was asked for, else a sum, else a count. */
function comparedFigures(frame: Frame): readonly { readonly expr: AggregateExpr; readonly note: readonly string[] }[] {
  const said = aggregates(frame).filter((expr): expr is AggregateExpr => expr.kind === "aggregate");
  if (said[0]) return said.slice(0, 1).map((expr) => ({ expr, note: [] }));
  const measure = frame.parts.of("project").find((piece) => piece.column.role === "measure")?.column;
  if (measure) return [{ expr: aggregate("sum", measure.expr), note: [`${measure.name} is summed`] }];
  const year = frame.parts.has("versus") && frame.parts.of("project").find((piece) => piece.column.role === "year");
  if (year) return [{ expr: aggregate("min", year.column.expr), note: [] }];
  return frame.subject
    ? [{ expr: countRows(frame.subject.name), note: [`rows of ${frame.subject.name} are counted`] }]
    : [];
}

/** "revenue of Europe versus Asia" groups by region; "this year versus last year" makes one column of each. */
export function versusQueries(frame: Frame): Shaped[] {
  const { parts } = frame;
  const pair = comparedPair(parts.of("where"));
  if (!pair) return [];
  const isDifference = parts.of("versus").some((piece) => piece.isDifference);
  const isReversed = parts.of("versus").some((piece) => piece.isReversed === true);
  const rest = allOf(
    parts
      .of("where")
      .filter((where) => !pair.includes(where))
      .map((where) => where.predicate),
  );
  return comparedFigures(frame).flatMap(({ expr, note }): Shaped[] => {
    const sides = (isReversed ? [...pair].reverse() : pair).map((where) => ({ ...expr, where: where.predicate }));
    const [left, right] = sides;
    if (!left || !right) return [];
    const where = rest ? { where: rest } : {};
    if (isDifference)
      return [
        {
          query: { select: [select(arithmetic(left, "-", right))], ...where },
          bonus: 1,
          form: "difference",
          assumptions: note,
        },
      ];
    const isTime = pair.some((piece) => piece.predicate.kind === "dateRange");
    if (isTime)
      return combinations(frame).map((key) => ({
        query: {
          select: [...key.shown, ...sides].map((side) => select(side)),
          ...where,
          ...(key.by.length > 0 ? { groupBy: key.by } : {}),
        },
        bonus: 0.8 + key.bonus,
        form: "side-by-side",
        assumptions: note,
      }));
    return besideEachOther(frame, pair, expr, rest, note);
  });
}

function besideEachOther(
  frame: Frame,
  pair: readonly Placed<"where">[],
  figure: AggregateExpr,
  rest: Predicate | undefined,
  note: readonly string[],
): Shaped[] {
  const column = pair[0]?.column.expr;
  if (!column) return [];
  const either = pair.every((where) => where.column === pair[0]?.column) ? inList(pair) : undefined;
  const predicate = allOf([rest, either]);
  return combinations(frame).map((key) => ({
    query: {
      select: [...key.shown, column, figure].map((expr) => select(expr)),
      ...(predicate ? { where: predicate } : {}),
      groupBy: [...key.by, column],
    },
    bonus: 0.8 + key.bonus,
    form: "compared",
    assumptions: note,
  }));
}

function inList(pair: readonly Placed<"where">[]): Predicate | undefined {
  const values = pair.flatMap((where) =>
    where.predicate.kind === "compare" && where.predicate.right.kind === "literal" ? [where.predicate.right] : [],
  );
  const left = pair[0]?.column.expr;
  return left && values.length === pair.length
    ? { kind: "in", left, values }
    : anyOf(pair.map((where) => where.predicate));
}

/** Two conditions on one column, which is what can be set side by side. */
function comparedPair(wheres: readonly Placed<"where">[]): readonly Placed<"where">[] | undefined {
  for (const where of wheres) {
    const same = wheres.filter((other) => other.column === where.column);
    if (same.length >= 2) return same;
  }
  return undefined;
}

/** "average number of orders per customer": a figure over groups of figures. */
export function nestedQueries(frame: Frame): Shaped[] {
  const { parts } = frame;
  const nested = parts.of("nested")[0];
  if (!nested || nested.per || !parts.has("group")) return [];
  const inner = innerFigure(frame, nested);
  if (!inner) return [];
  return combinations(frame).flatMap((key) =>
    conditions(frame).map((where) => ({
      query: overGroups(nested.fn, inner, key.by, where.predicate),
      bonus: 0.6 + key.bonus + where.bonus,
      form: "nested",
    })),
  );
}

function innerFigure(frame: Frame, nested: Placed<"nested">): Expr | undefined {
  if (nested.of?.kind === "column") return aggregate("sum", nested.of.column.expr);
  if (nested.of) return measureExpr(nested.of, frame.subject);
  const said = aggregates(frame)[0];
  if (said) return said;
  const measure = frame.parts.of("project").find((piece) => piece.column.role === "measure")?.column;
  return measure ? aggregate("sum", measure.expr) : frame.subject && countRows(frame.subject.name);
}
