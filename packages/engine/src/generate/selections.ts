import { aggregate, countDistinct, countRows, type Expr, quantile, star } from "@parlance/sql";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { type Frame, type Selection, uniqueExprs } from "./frame.ts";
import type { Parts } from "./parts.ts";
import { lowAt, type RuleContext } from "./rules/rule-context.ts";

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
  const found = parts.all.flatMap((piece): Expr[] => {
    if (piece.kind === "aggregate") {
      const { at, column, fn } = piece;
      return [at === undefined ? aggregate(fn, column.expr) : quantile(column.expr, at)];
    }
    if (piece.kind !== "count") return [];
    if (piece.column)
      return [piece.isDistinct ? countDistinct(piece.column.expr) : aggregate("count", piece.column.expr)];
    const table = piece.table ?? subject;
    return table ? [countRows(table.name)] : [];
  });
  return uniqueExprs(found);
}

export function selections(frame: Frame): Selection[] {
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
  const options: Selection[] = [...summedSelection(frame), ...listedSelection(frame), ...extremeList(frame)];
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

/** "Which room is the largest? List its name and rate.": the sentence that lists says all that is shown. */
function listedSelection({ parts, context, subject }: Frame): Selection[] {
  const at = context.tokens.findLastIndex(
    (token, i) => i > 0 && LISTING.has(token.low) && [".", "?", ";", ","].includes(lowAt(context, i - 1)),
  );
  if (at < 0 || lowAt(context, at - 1) === ",") return [];
  const listed = parts.all.filter((piece) => piece.start > at);
  const here = { context, subject, parts: { ...parts, all: listed } };
  const items = [
    ...new Set(listed.flatMap((piece) => (piece.kind === "project" ? [piece.column.expr] : []))),
    ...aggregates(here),
  ];
  return items.length > 0 ? [{ items, bonus: 0.25, form: "listed-sentence" }] : [];
}

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

/** "the highest price, lowest rank and rating": several extremes are figures, each holding of what is listed behind it. */
function extremeList({ parts }: Frame): Selection[] {
  const tops = parts.of("top");
  if (tops.length < 2 || parts.has("group")) return [];
  let fn: "max" | "min" | undefined;
  const items: Expr[] = [];
  for (const piece of parts.all) {
    if (piece.kind === "top") {
      if (piece.by.kind !== "column" || piece.count !== 1 || piece.offset !== 0) return [];
      fn = piece.direction === "desc" ? "max" : "min";
      items.push(aggregate(fn, piece.by.column.expr));
    } else if (piece.kind === "project") {
      if (!fn || piece.column.type !== "number") return [];
      items.push(aggregate(fn, piece.column.expr));
    }
  }
  return [{ items, bonus: 0.2, form: "extreme-value" }];
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
