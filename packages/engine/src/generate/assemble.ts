import {
  type AggregateExpr,
  aggregate,
  allOf,
  arithmetic,
  blockTables,
  bucket,
  compare,
  countDistinct,
  countRows,
  datePart,
  type Expr,
  numberLiteral,
  type OrderItem,
  type Predicate,
  type Query,
  scalar,
  select,
  star,
} from "@parlance/sql";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { combineConditions } from "./conditions.ts";
import { dateColumnFor, defaultUnit } from "./date-columns.ts";
import { repeatsRows } from "./join-check.ts";
import type { Path } from "./lattice.ts";
import { type Parts, type Placed, partsOf } from "./parts.ts";
import type { GroupKey, Measure } from "./piece.ts";
import { lowAt, type RuleContext, tableScore } from "./rules/rule-context.ts";
import {
  nestedQueries,
  nestedSums,
  perGroupQueries,
  ratioQueries,
  type Shaped,
  versusQueries,
} from "./special-forms.ts";

/** A query made from a path, with how natural its form is for these pieces. */
export interface Draft {
  readonly query: Query;
  readonly path: Path;
  readonly bonus: number;
  /** Which of the ways to put the pieces together made it. */
  readonly form: string;
  readonly assumptions: readonly string[];
}

export interface Frame {
  readonly context: RuleContext;
  readonly parts: Parts;
  readonly subject: TableModel | undefined;
}

/** A list of select items with the tables whose rows are then told apart. */
interface Selection {
  readonly items: readonly Expr[];
  readonly bonus: number;
  readonly form: string;
  readonly assumptions?: readonly string[];
}

export function assemble(path: Path, context: RuleContext): Draft[] {
  const parts = partsOf(path);
  if (parts.all.length === 0) return [];
  const frame: Frame = { context, parts, subject: subjectOf(parts, context) };
  const shaped = formsOf(frame);
  return shaped.flatMap(({ query, bonus, form, assumptions }) =>
    withAnchors(query, frame).flatMap((anchored) =>
      withoutRepeats(anchored.query, frame).map((single) => ({
        query: single.query,
        path,
        bonus: bonus + anchored.bonus + single.bonus,
        form: single.form === "" ? form : `${form} ${single.form}`,
        assumptions: assumptions ?? [],
      })),
    ),
  );
}

/** A nested figure has only its own form; the others add theirs to the composition of the parts. */
function formsOf(frame: Frame): Shaped[] {
  if (frame.parts.has("nested")) return nestedQueries(frame);
  const composed = frame.parts.has("share") ? shareQueries(frame) : plainQueries(frame);
  return [...specialQueries(frame), ...composed];
}

/** Forms that whole questions have, beside the composition of their parts. */
function specialQueries(frame: Frame): Shaped[] {
  if (frame.parts.has("versus")) return versusQueries(frame);
  if (frame.parts.has("group") && frame.parts.has("top")) return perGroupQueries(frame);
  return frame.parts.has("group") ? [...ratioQueries(frame), ...nestedSums(frame)] : [];
}

/** The table whose rows the question is about. */
function subjectOf(parts: Parts, context: RuleContext): TableModel | undefined {
  const counted = parts.of("count")[0];
  if (counted?.table) return counted.table;
  const excluded = new Set<TableModel>();
  for (const top of parts.of("top")) if (top.by.kind === "count" && top.by.table) excluded.add(top.by.table);
  for (const piece of parts.of("countWhere")) if (piece.table) excluded.add(piece.table);
  for (const piece of parts.of("absent")) excluded.add(piece.table);
  const entity = parts.of("entity").find((piece) => !excluded.has(piece.table));
  const projected = parts.of("project")[0]?.column.table;
  const first =
    projected &&
    entity &&
    entity.table !== projected &&
    parts.of("project").every((piece) => piece.start < entity.start)
      ? projected
      : (entity?.table ?? projected);
  if (first) return first;
  const aggregated = parts.of("aggregate")[0]?.column.table;
  if (aggregated) return aggregated;
  if (counted?.column) return counted.column.table;
  const grouped = parts.of("group").find((piece) => piece.key.kind === "column" || piece.key.kind === "table")?.key;
  if (grouped?.kind === "table" && !excluded.has(grouped.table)) return grouped.table;
  const top = parts.of("top")[0]?.by;
  if (top && top.kind !== "count") return top.column.table;
  if (grouped?.kind === "column") return grouped.column.table;
  const filtered = parts.of("where")[0]?.column.table ?? parts.of("versusAverage")[0]?.column.table;
  return filtered ?? parts.of("entity")[0]?.table ?? context.focus[0];
}

function plainQueries(frame: Frame): Shaped[] {
  const { parts } = frame;
  const found: Shaped[] = [];
  for (const selection of selections(frame)) {
    for (const grouping of groupings(selection, frame)) {
      for (const where of conditions(frame)) {
        const query = finish({ selection, grouping, where: where.predicate, frame });
        if (!query) continue;
        const bonus = selection.bonus + grouping.bonus + where.bonus;
        const form = `${selection.form} ${grouping.form} ${where.form}`;
        const assumptions = [...(selection.assumptions ?? []), ...grouping.assumptions];
        found.push({ query, bonus, form, assumptions });
        found.push(
          ...variants(query, frame).map((variant) => ({
            ...variant,
            bonus: bonus + variant.bonus,
            form: `${form} ${variant.form}`,
            assumptions,
          })),
        );
        if (where.set && !query.groupBy && !hasAggregate(query.select.map((item) => item.expr)))
          found.push({
            query: setQuery(query, where.set),
            bonus: bonus + where.set.bonus,
            form: `${form} ${where.set.op}`,
            assumptions,
          });
      }
    }
  }
  return found.slice(0, parts.all.length > 6 ? 12 : 24);
}

const setQuery = (
  query: Query,
  set: { op: "intersect" | "except"; left: Predicate; right: Predicate; shared: Predicate | undefined },
): Query => {
  const { order: _, limit: __, ...plain } = query;
  const left = allOf([set.shared, set.left]);
  const right = allOf([set.shared, set.right]);
  return {
    ...plain,
    ...(left ? { where: left } : {}),
    set: { op: set.op, right: { ...plain, ...(right ? { where: right } : {}) } },
  };
};

export const measureExpr = (by: Measure, fallback: TableModel | undefined): Expr | undefined => {
  if (by.kind === "column") return by.column.expr;
  if (by.kind === "aggregate") return aggregate(by.fn, by.column.expr);
  const table = by.table ?? fallback;
  return table && countRows(table.name);
};

/** What tells a person which row of a table this is. */
export function displays(
  table: TableModel,
): readonly { readonly items: readonly Expr[]; readonly bonus: number; readonly form: string }[] {
  const [first, second] = table.nameColumns;
  const options: { items: readonly Expr[]; bonus: number; form: string }[] = [];
  if (first) options.push({ items: [first.expr], bonus: 0, form: "name" });
  if (first && second && first.words.includes("first"))
    options.push({ items: [first.expr, second.expr], bonus: 0.1, form: "full-name" });
  options.push({ items: [star(table.name)], bonus: first ? -0.35 : -0.05, form: "row" });
  if (table.keyColumn) options.push({ items: [table.keyColumn.expr], bonus: first ? -0.5 : -0.1, form: "key" });
  const lead = table.columns.find((column) => column.type === "text" && column.role !== "id" && column !== first);
  if (!first && lead) options.push({ items: [lead.expr], bonus: -0.15, form: "lead" });
  return options;
}

export function aggregates(frame: Frame): Expr[] {
  const { parts, subject } = frame;
  return parts.all.flatMap((piece): Expr[] => {
    if (piece.kind === "aggregate") return [aggregate(piece.fn, piece.column.expr)];
    if (piece.kind !== "count") return [];
    if (piece.column)
      return [piece.isDistinct ? countDistinct(piece.column.expr) : aggregate("count", piece.column.expr)];
    const table = piece.table ?? subject;
    return table ? [countRows(table.name)] : [];
  });
}

function selections(frame: Frame): Selection[] {
  const { parts, subject } = frame;
  const projected = [...new Set(parts.of("project").map((piece) => piece.column.expr))];
  const aggregated = aggregates(frame);
  const frequent = parts.of("frequent")[0];
  if (frequent) {
    const key = frequent.key;
    const keys = "columns" in key ? displays(key).slice(0, 2) : [{ items: [key.expr], bonus: 0, form: "frequent" }];
    return keys.map((option) => ({
      ...option,
      items: [...option.items, ...projected.filter((expr) => !option.items.includes(expr)), ...aggregated],
    }));
  }
  if (parts.has("group") || parts.has("trend"))
    return [{ items: [...projected, ...aggregated], bonus: 0, form: "plain" }];
  const options: Selection[] = summedSelection(frame);
  const filtered = new Set(parts.of("where").map((piece) => piece.column.expr));
  const unfiltered = projected.filter((expr) => !filtered.has(expr));
  if (unfiltered.length < projected.length && unfiltered.length + aggregated.length > 0) {
    options.push({ items: [...unfiltered, ...aggregated], bonus: 0.1, form: "filter-hidden" });
  } else if (unfiltered.length < projected.length && subject && parts.has("entity")) {
    for (const display of displays(subject).slice(0, 2))
      options.push({ ...display, bonus: display.bonus + 0.4, form: `filter-hidden ${display.form}` });
  }
  if (projected.length + aggregated.length > 0)
    options.push({ items: [...projected, ...aggregated], bonus: 0, form: "plain" });
  const lead = parts.of("entity")[0];
  const shown = subject && lead?.table === subject ? subject : undefined;
  if (projected.length > 0 && shown && lead && (parts.of("project")[0]?.start ?? 0) > lead.start) {
    const link = lowAt(frame.context, lead.end);
    const bonus = ["and", "with", ",", "along"].includes(link) ? 0.05 : -0.6;
    for (const display of displays(shown).slice(0, 2)) {
      const items = [...display.items, ...projected.filter((expr) => !display.items.includes(expr)), ...aggregated];
      if (items.length > projected.length + aggregated.length)
        options.push({ items, bonus: bonus + display.bonus, form: `entity-${display.form}` });
    }
  }
  if (
    aggregated.length > 0 &&
    projected.length === 0 &&
    parts.of("top").some((top) => top.by.kind === "count") &&
    subject
  ) {
    for (const display of displays(subject).slice(0, 1))
      options.push({ items: [...display.items, ...aggregated], bonus: 0, form: "counted" });
  }
  if (options.length > 0) return options;
  const extreme = extremeSelection(frame);
  const table = parts.of("entity").find((piece) => piece.table === subject)?.table ?? subject;
  const shownAs = table
    ? displays(table).map((display) => ({ ...display, bonus: display.bonus - (parts.has("entity") ? 0 : 0.2) }))
    : [];
  return [...extreme, ...shownAs, ...countedSelection(frame, table)];
}

const LISTING = new Set(
  "list show display give find return select which who name get fetch print report provide what".split(" "),
);

/** Figures that cannot be added up. */
const INTENSIVE = new Set(
  "rating score price age rate percent percentage ratio temperature level weight height year rank ranking number grade gpa latitude longitude speed average mean".split(
    " ",
  ),
);

/** True when the question asks for rows in so many words. */
const asksForRows = (context: RuleContext): boolean => LISTING.has(lowAt(context, 0));

const hasTimeFilter = (parts: Parts): boolean =>
  parts.of("where").some((piece) => piece.predicate.kind === "dateRange");

/** "revenue last month" is one figure: a measure alone, with nothing that asks for rows, is summed. */
function summedSelection({ parts, context }: Frame): Selection[] {
  const columns = parts.of("project").map((piece) => piece.column);
  const isSummable = (column: ColumnModel): boolean =>
    column.role === "measure" && !column.words.some((word) => INTENSIVE.has(word));
  if (
    columns.length === 0 ||
    !columns.every(isSummable) ||
    aggregates({ parts, context, subject: undefined }).length > 0
  )
    return [];
  if (["top", "order", "frequent", "countWhere"].some((kind) => parts.all.some((piece) => piece.kind === kind)))
    return [];
  const isWhat = lowAt(context, 0) === "what" && hasTimeFilter(parts);
  const bonus = isWhat || !asksForRows(context) ? 0.35 : -0.6;
  const names = columns.map((column) => column.name).join(", ");
  return [
    {
      items: columns.map((column) => aggregate("sum", column.expr)),
      bonus,
      form: "summed-all",
      assumptions: [`${names} is summed`],
    },
  ];
}

/** "conversions last week": rows that have no name of their own are counted. */
function countedSelection({ parts, context }: Frame, table: TableModel | undefined): Selection[] {
  if (!table || parts.has("top") || parts.has("limit") || asksForRows(context)) return [];
  const isEvent = table.nameColumns.length === 0 && table.columns.some((column) => column.type === "date");
  return [
    {
      items: [countRows(table.name)],
      bonus: isEvent ? 0.3 : -0.3,
      form: "counted-rows",
      assumptions: [`rows of ${table.name} are counted`],
    },
  ];
}

/** "what is the highest salary": the extreme value itself. */
function extremeSelection({ parts }: Frame): Selection[] {
  const top = parts.of("top")[0];
  if (
    top?.by.kind !== "column" ||
    !["number", "date"].includes(top.by.column.type) ||
    top.count !== 1 ||
    top.offset !== 0
  )
    return [];
  const fn = top.direction === "desc" ? "max" : "min";
  return [
    { items: [aggregate(fn, top.by.column.expr)], bonus: parts.has("entity") ? -0.3 : 0.3, form: "extreme-value" },
  ];
}

export interface Grouping {
  readonly by: readonly Expr[];
  /** Select items that the grouping adds in front. */
  readonly shown: readonly Expr[];
  readonly bonus: number;
  readonly form: string;
  readonly assumptions: readonly string[];
  /** Select items this grouping replaces the selection with. */
  readonly items?: readonly Expr[];
}

const NO_GROUP: Grouping = { by: [], shown: [], bonus: 0, form: "", assumptions: [] };

const hasAggregate = (items: readonly Expr[]): boolean => items.some((item) => item.kind === "aggregate");

function groupings(selection: Selection, frame: Frame): Grouping[] {
  const { parts } = frame;
  const keys = parts.of("group").map((piece) => piece.key);
  if (parts.has("trend")) keys.push({ kind: "bucket", unit: "month", column: undefined });
  if (keys.length > 0) return keyedGroupings(selection, keys, frame);
  const plain = selection.items.filter((item) => item.kind !== "aggregate" && item.kind !== "star");
  if (parts.has("frequent") || needsCounting(parts)) return entityGroupings(plain, frame);
  if (hasAggregate(selection.items) && plain.length > 0) {
    return entityGroupings(plain, frame).map((grouping) => ({ ...grouping, bonus: grouping.bonus - 0.1 }));
  }
  return [NO_GROUP];
}

const needsCounting = (parts: Parts): boolean =>
  parts.has("countWhere") ||
  parts.has("aggregateWhere") ||
  parts.of("top").some((top) => top.by.kind !== "column") ||
  parts.of("order").some((order) => order.by.kind !== "column");

/** One group for each row of the table that is shown, or for each combination of the shown values. */
function entityGroupings(plain: readonly Expr[], { subject, parts }: Frame): Grouping[] {
  const counted = countedTables(parts, subject);
  const owner = plain.find((item) => item.kind === "column");
  const table = owner?.kind === "column" ? owner.table : undefined;
  const key = subject && subject.name === table ? subject.keyColumn?.expr : undefined;
  const options: Grouping[] = [];
  if (plain.length > 0)
    options.push({ ...NO_GROUP, by: plain, form: "by-shown", bonus: key && !counted.has(table ?? "") ? -0.05 : 0.05 });
  const isNamed = subject?.nameColumns.some((column) => plain.includes(column.expr)) ?? false;
  if (key && !plain.includes(key)) {
    const bonus = counted.has(table ?? "") ? -0.5 : isNamed ? 0 : -0.7;
    options.push({ ...NO_GROUP, by: [key, ...plain], form: "by-key", bonus });
  }
  if (options.length === 0 && subject?.keyColumn)
    options.push({ ...NO_GROUP, by: [subject.keyColumn.expr], form: "by-key", bonus: -0.1 });
  return options;
}

/** Tables whose rows are counted within the groups. */
function countedTables(parts: Parts, subject: TableModel | undefined): ReadonlySet<string> {
  const counted = new Set<string>();
  const add = (table: TableModel | undefined): void => {
    if (table) counted.add(table.name);
  };
  for (const piece of parts.all) {
    if (piece.kind === "countWhere") add(piece.table ?? subject);
    if ((piece.kind === "top" || piece.kind === "order") && piece.by.kind === "count") add(piece.by.table ?? subject);
    if (piece.kind === "frequent" && !("columns" in piece.key)) add(piece.key.table);
  }
  return counted;
}

function keyedGroupings(selection: Selection, keys: readonly GroupKey[], frame: Frame): Grouping[] {
  const resolved = keys.map((key) => keyOptions(key, frame));
  if (resolved.some((options) => options.length === 0)) return [];
  const combined = resolved.reduce<Grouping[]>(
    (left, right) =>
      left.flatMap((a) =>
        right.slice(0, 3).map((b) => ({
          by: [...a.by, ...b.by],
          shown: [...a.shown, ...b.shown],
          bonus: a.bonus + b.bonus,
          form: `${a.form} ${b.form}`,
          assumptions: [...a.assumptions, ...b.assumptions],
        })),
      ),
    [{ ...NO_GROUP, form: "keyed" }],
  );
  return combined.flatMap((grouping) => keyedItems(selection, grouping, frame)).slice(0, 10);
}

function keyedItems(selection: Selection, grouping: Grouping, { subject, parts }: Frame): Grouping[] {
  const shownTexts = new Set(grouping.shown.map((expr) => JSON.stringify(expr)));
  const rest = selection.items.filter(
    (item) => !shownTexts.has(JSON.stringify(item)) && !isInside(item, grouping.shown),
  );
  const isOrderedOnly = parts.of("top").some((top) => top.by.kind !== "column");
  if (hasAggregate(rest)) {
    const plain = rest.filter((item) => item.kind !== "aggregate");
    const full = { ...grouping, items: [...grouping.shown, ...rest], by: [...grouping.by, ...plain] };
    return [full, { ...full, items: rest, bonus: grouping.bonus - 0.35, form: `${grouping.form} hidden-key` }];
  }
  const measures = rest.flatMap((item) => (item.kind === "column" ? [item] : []));
  const found: Grouping[] = [];
  const top = parts.of("top").find((piece) => piece.by.kind === "column");
  if (top?.by.kind === "column") {
    const extreme = aggregate(top.direction === "desc" ? "max" : "min", top.by.column.expr);
    found.push({
      ...grouping,
      items: [...grouping.shown, ...rest, extreme],
      by: [...grouping.by, ...rest],
      bonus: grouping.bonus + 0.2,
      form: `${grouping.form} extreme`,
    });
  }
  const numeric = measures.filter((item) => isMeasure(item, subject, parts));
  if (numeric.length > 0 && numeric.length === rest.length) {
    const names = numeric.map((item) => (item.kind === "column" ? item.column : "")).join(", ");
    found.push({
      ...grouping,
      items: [...grouping.shown, ...numeric.map((item) => aggregate("sum", item))],
      bonus: grouping.bonus + 0.15,
      form: `${grouping.form} summed`,
      assumptions: [...grouping.assumptions, `${names} is summed`],
    });
    found.push({
      ...grouping,
      items: [...grouping.shown, ...numeric.map((item) => aggregate("avg", item))],
      bonus: grouping.bonus - 0.2,
      form: `${grouping.form} averaged`,
      assumptions: [...grouping.assumptions, `${names} is averaged`],
    });
  }
  if (isOrderedOnly)
    found.push({
      ...grouping,
      items: [...grouping.shown, ...rest],
      by: [...grouping.by, ...rest],
      form: `${grouping.form} ranked`,
    });
  else if (subject) {
    found.push({
      ...grouping,
      items: [...grouping.shown, ...rest, countRows(subject.name)],
      by: [...grouping.by, ...rest],
      bonus: grouping.bonus - (rest.length > 0 ? 0.4 : 0.05),
      form: `${grouping.form} counted`,
    });
  }
  if (rest.length > 0)
    found.push({ ...grouping, by: [], items: rest, bonus: grouping.bonus - 0.35, form: `${grouping.form} unlisted` });
  if (rest.length > 0)
    found.push({
      ...grouping,
      by: [],
      items: [...grouping.shown, ...rest],
      bonus: grouping.bonus - 0.3,
      form: `${grouping.form} listed`,
    });
  return found;
}

/** "products launched per year": the launch date is the key already. */
const isInside = (item: Expr, shown: readonly Expr[]): boolean =>
  shown.some((key) => isTimeExpr(key) && "of" in key && key.of === item);

function isMeasure(item: Expr, subject: TableModel | undefined, parts: Parts): boolean {
  if (item.kind !== "column") return false;
  const column = [...(subject?.columns ?? []), ...parts.of("project").map((piece) => piece.column)].find(
    (candidate) => candidate.expr === item,
  );
  return column?.role === "measure";
}

export function keyOptions(key: GroupKey, frame: Frame): Grouping[] {
  if (key.kind === "column") return [{ ...NO_GROUP, by: [key.column.expr], shown: [key.column.expr], form: "column" }];
  if (key.kind === "table") {
    const name = key.table.nameColumns[0]?.expr;
    const id = key.table.keyColumn?.expr;
    const options: Grouping[] = [];
    if (name && id) options.push({ ...NO_GROUP, by: [id, name], shown: [name], form: "table" });
    if (name) options.push({ ...NO_GROUP, by: [name], shown: [name], form: "table-name", bonus: id ? -0.1 : 0 });
    if (id) options.push({ ...NO_GROUP, by: [id], shown: [id], form: "table-key", bonus: name ? -0.2 : 0 });
    return options;
  }
  const column = key.column ?? dateColumnFor(frame.parts, frame.subject, frame.context);
  if (!column) return [];
  const unit =
    key.kind === "bucket" && frame.parts.has("trend") && key.unit === "month" ? defaultUnit(column) : undefined;
  const expr = timeKey(key, column, unit);
  return expr
    ? [
        {
          ...NO_GROUP,
          by: [expr],
          shown: [expr],
          form: "time",
          assumptions: [`time is taken from ${column.table.name}.${column.name}`],
        },
      ]
    : [];
}

function timeKey(
  key: Extract<GroupKey, { kind: "bucket" | "part" }>,
  column: ColumnModel,
  unit: "year" | "month" | "week" | "day" | undefined,
): Expr | undefined {
  if (column.type !== "date")
    return key.kind === "bucket" && (key.unit === "year" || unit !== undefined) ? column.expr : undefined;
  if (key.kind === "part") return datePart(column.expr, key.part);
  const chosen = unit ?? key.unit;
  return chosen === "year" ? datePart(column.expr, "year") : bucket(column.expr, chosen);
}

interface Condition {
  readonly predicate: Predicate | undefined;
  readonly bonus: number;
  readonly form: string;
  readonly set?: {
    op: "intersect" | "except";
    left: Predicate;
    right: Predicate;
    shared: Predicate | undefined;
    bonus: number;
  };
}

export function conditions(frame: Frame): Condition[] {
  const { parts, subject, context } = frame;
  const averages = parts
    .of("versusAverage")
    .map((piece) =>
      compare(piece.column.expr, piece.op, scalar({ select: [select(aggregate(piece.fn, piece.column.expr))] })),
    );
  return combineConditions(parts, subject, context).map((combined) => ({
    ...combined,
    predicate: allOf([combined.predicate, ...averages]),
  }));
}

interface Ingredients {
  readonly selection: Selection;
  readonly grouping: Grouping;
  readonly where: Predicate | undefined;
  readonly frame: Frame;
}

function finish({ selection, grouping, where, frame }: Ingredients): Query | undefined {
  const { parts } = frame;
  const items = grouping.items ?? selection.items;
  if (items.length === 0) return undefined;
  const isGrouped = grouping.by.length > 0;
  const having = havingOf(frame);
  if (having && !isGrouped) return undefined;
  if (isGrouped && items.some((item) => item.kind === "star")) return undefined;
  const isDistinct = parts.has("distinct") && !hasAggregate(items) && !isGrouped;
  const isExtreme = grouping.form.endsWith("extreme");
  const order = isExtreme ? [] : orderOf(frame, items, isGrouped, selection.form);
  const limit = isExtreme ? undefined : limitOf(parts, order, selection.form);
  const withTime =
    order.length === 0 && isGrouped && items[0] !== undefined && isTimeExpr(items[0])
      ? [{ expr: items[0], direction: "asc" as const }]
      : order;
  return {
    select: items.map((expr) => select(expr)),
    ...(isDistinct ? { isDistinct } : {}),
    ...(where ? { where } : {}),
    ...(isGrouped ? { groupBy: uniqueExprs(grouping.by) } : {}),
    ...(having ? { having } : {}),
    ...(withTime.length > 0 ? { order: withTime } : {}),
    ...(limit ? { limit } : {}),
  };
}

const isTimeExpr = (expr: Expr): boolean => expr.kind === "bucket" || expr.kind === "datePart";

function uniqueExprs(exprs: readonly Expr[]): Expr[] {
  const seen = new Map<string, Expr>();
  for (const expr of exprs) seen.set(JSON.stringify(expr), expr);
  return [...seen.values()];
}

function havingOf({ parts, subject }: Frame): Predicate | undefined {
  const counts = parts.of("countWhere").map((piece) => {
    const table = piece.table ?? subject;
    return table && compare(countRows(table.name), piece.op, numberLiteral(piece.value));
  });
  const others = parts
    .of("aggregateWhere")
    .map((piece) => compare(aggregate(piece.fn, piece.column.expr), piece.op, numberLiteral(piece.value)));
  return allOf([...counts, ...others]);
}

function orderOf(frame: Frame, items: readonly Expr[], isGrouped: boolean, form: string): OrderItem[] {
  const { parts, subject } = frame;
  const order: OrderItem[] = [];
  const add = (by: Measure, direction: "asc" | "desc"): void => {
    const expr = measureExpr(by, subject);
    if (expr) order.push({ expr: isGrouped ? grouped(expr, items) : expr, direction });
  };
  for (const piece of parts.all) {
    if (piece.kind === "top" && form !== "extreme-value") add(piece.by, piece.direction);
    if (piece.kind === "order") add(piece.by, piece.direction);
    if (piece.kind === "frequent") {
      const table = "columns" in piece.key ? (subject ?? piece.key) : piece.key.table;
      order.push({ expr: countRows(table.name), direction: piece.direction });
    }
  }
  const direction = parts.of("direction")[0]?.direction;
  const first = items.find((item) => item.kind === "column") ?? items[0];
  if (direction && order.length === 0 && first && first.kind !== "star") order.push({ expr: first, direction });
  return order;
}

/** Inside groups a measure must be aggregated: "top 5 cities by revenue" ranks by the sum. */
function grouped(expr: Expr, items: readonly Expr[]): Expr {
  if (expr.kind !== "column" || items.some((item) => item === expr)) return expr;
  return (
    items.find((item): item is AggregateExpr => item.kind === "aggregate" && item.arg === expr) ??
    aggregate("sum", expr)
  );
}

function limitOf(parts: Parts, order: readonly OrderItem[], form: string): Query["limit"] {
  const top = parts.of("top")[0] ?? parts.of("frequent")[0];
  const given = parts.of("limit")[0]?.count;
  if (top && form !== "extreme-value" && order.length > 0) {
    const offset = "offset" in top ? top.offset : 0;
    return { count: top.count === 1 && given !== undefined ? given : top.count, ...(offset > 0 ? { offset } : {}) };
  }
  return given === undefined ? undefined : { count: given };
}

/** Other ways to say nearly the same, which the ranker weighs. */
function variants(query: Query, frame: Frame): { query: Query; bonus: number; form: string }[] {
  const found: { query: Query; bonus: number; form: string }[] = [];
  const top = frame.parts.of("top")[0];
  if (
    top?.by.kind === "column" &&
    query.limit &&
    query.order &&
    !query.groupBy &&
    top.count === 1 &&
    top.offset === 0
  ) {
    const { limit: _, order: __, ...rest } = query;
    const fn = top.direction === "desc" ? "max" : "min";
    const best = compare(top.by.column.expr, "=", scalar({ select: [select(aggregate(fn, top.by.column.expr))] }));
    found.push({ query: { ...rest, ...withWhere(allOf([query.where, best])) }, bonus: -0.25, form: "ties" });
  }
  found.push(...summedConditions(query, frame));
  if (query.groupBy && query.having && hasOnlyCount(query)) {
    const key = query.groupBy[0];
    if (key) {
      const inner: Query = { ...query, select: [select(key, "item")] };
      const { limit: _, order: __, ...plain } = inner;
      found.push({
        query: { select: [select(aggregate("count", { kind: "output", name: "item" }))], from: plain },
        bonus: 0.1,
        form: "count-groups",
      });
    }
  }
  return found;
}

/** "platforms with more than 100,000 clicks": a bound on a measure may be meant of each group's sum. */
function summedConditions(query: Query, frame: Frame): { query: Query; bonus: number; form: string }[] {
  const { parts, subject } = frame;
  const bound = parts
    .of("where")
    .find(
      (piece) => piece.column.role === "measure" && piece.predicate.kind === "compare" && piece.predicate.op !== "=",
    );
  const items = query.select.map((item) => item.expr);
  if (
    bound?.predicate.kind !== "compare" ||
    query.groupBy ||
    query.set ||
    hasAggregate(items) ||
    items.some((item) => item.kind !== "column")
  )
    return [];
  const rest = parts.of("where").filter((piece) => piece !== bound);
  const isElsewhere = bound.column.table !== subject;
  const isCategory = items.every((item) =>
    subject?.columns.some((column) => column.expr === item && ["category", "geo"].includes(column.role)),
  );
  if (!isElsewhere && !isCategory) return [];
  const { where: _, ...plain } = query;
  const key = isElsewhere ? subject?.keyColumn?.expr : undefined;
  const having = compare(aggregate("sum", bound.column.expr), bound.predicate.op, bound.predicate.right);
  const grouped = {
    ...plain,
    ...withWhere(allOf(rest.map((piece) => piece.predicate))),
    groupBy: uniqueExprs(key ? [key, ...items] : items),
    having,
  };
  return [{ query: grouped, bonus: isElsewhere ? -0.05 : 0.1, form: "having-sum" }];
}

/** Joins to a finer table repeat rows; "customers who bought tents" lists and counts each customer once. */
function withoutRepeats(query: Query, { subject, context }: Frame): { query: Query; bonus: number; form: string }[] {
  const plain = { query, bonus: 0, form: "" };
  if (query.groupBy || query.set || query.from || query.isDistinct) return [plain];
  const first = query.select[0]?.expr;
  const catalog = context.schema.catalog;
  if (
    first?.kind === "column" &&
    query.select.every(({ expr }) => expr.kind === "column" && expr.table === first.table)
  ) {
    if (query.order || !repeatsRows(query, first.table, catalog)) return [plain];
    return [
      { query: { ...query, isDistinct: true }, bonus: 0.05, form: "distinct" },
      { ...plain, bonus: -0.1 },
    ];
  }
  const key = subject?.keyColumn;
  if (
    key &&
    first?.kind === "aggregate" &&
    first.arg.kind === "star" &&
    first.arg.table === subject?.name &&
    query.select.length === 1 &&
    !first.where
  ) {
    if (!repeatsRows(query, first.arg.table, catalog)) return [plain];
    return [
      { query: { ...query, select: [select(countDistinct(key.expr))] }, bonus: 0.15, form: "count-distinct" },
      { ...plain, bonus: -0.05 },
    ];
  }
  return [plain];
}

const withWhere = (where: Predicate | undefined): { where?: Predicate } => (where ? { where } : {});
const hasOnlyCount = (query: Query): boolean => query.select.length === 1 && query.select[0]?.expr.kind === "aggregate";

/** "share of X that Y" counts Y among all; "share of revenue by region" sets each group against the whole. */
function shareQueries(frame: Frame): Shaped[] {
  const { parts, subject } = frame;
  if (!subject) return [];
  const assumptions = ["given as a percentage"];
  const percent = (part: Expr, whole: Expr): Expr => arithmetic(arithmetic(numberLiteral(100), "*", part), "/", whole);
  const measured =
    aggregates(frame).find((expr): expr is AggregateExpr => expr.kind === "aggregate") ?? sumOfProjection(parts);
  const base = measured ?? countRows(subject.name);
  const keys = parts.of("group").map((piece) => piece.key);
  if (keys.length > 0) {
    return keyedGroupings({ items: [base], bonus: 0, form: "share" }, keys, frame)
      .filter((grouping) => grouping.items?.length === grouping.shown.length + 1)
      .flatMap((grouping) =>
        conditions(frame).map((where) => ({
          query: {
            select: [
              ...grouping.shown.map((expr) => select(expr)),
              select(percent(base, { kind: "total", of: base }), "share_percent"),
            ],
            groupBy: grouping.by,
            ...withWhere(where.predicate),
          },
          bonus: grouping.bonus + where.bonus,
          form: "share-by",
          assumptions,
        })),
      );
  }
  return conditions(frame).flatMap((where) => {
    if (!where.predicate) return [];
    return [
      {
        query: { select: [select(percent({ ...base, where: where.predicate }, base), "share_percent")] },
        bonus: where.bonus,
        form: "share-of",
        assumptions,
      },
    ];
  });
}

function sumOfProjection(parts: Parts): AggregateExpr | undefined {
  const column = parts.of("project").find((piece) => piece.column.role === "measure")?.column;
  return column && aggregate("sum", column.expr);
}

/** Entities that were named but own no used column may take part through a join, or be mere decoration. */
function withAnchors(query: Query, frame: Frame): { query: Query; bonus: number }[] {
  const used = new Set(blockTables(query).map((instance) => instance.table));
  const idle = [...new Set(frame.parts.of("entity").map((piece: Placed<"entity">) => piece.table))].filter(
    (table) => !used.has(table.name),
  );
  if (idle.length === 0 || query.from) return [{ query, bonus: 0 }];
  const anchors = idle.map((table) => table.name);
  const add = (inner: Query): Query => ({ ...inner, anchors });
  const anchored = query.set ? { ...add(query), set: { ...query.set, right: add(query.set.right) } } : add(query);
  const strength = idle.reduce((sum, table) => sum + tableScore(frame.context, table), 0) / idle.length;
  return [
    { query: anchored, bonus: 0.05 * strength },
    { query, bonus: -0.15 * strength },
  ];
}
