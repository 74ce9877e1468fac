import type { ChartKind } from "@parlance/core";
import { allOf, conjunctsOf, type Predicate, type Query } from "@parlance/sql";
import { readChartWish } from "../lexicon/chart-words.ts";
import { NUMBER_WORDS } from "../lexicon/number-words.ts";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";
import { cutTo, measureAll, reverseOrder, sortBy } from "./edit-query.ts";
import { asksForShares, asShares, boundFigures } from "./figure-edits.ts";
import { aggregatesOf, columnsIn } from "./query-parts.ts";
import { readShift, shiftPeriod } from "./shift-period.ts";

/** A change of the question before that its own words say whole: "as a pie", "back", "the other way round". */
export interface WholeEdit {
  readonly query: Query;
  readonly chart?: ChartKind;
  readonly assumption: string;
}

export interface Spoken {
  readonly question: string;
  readonly query: Query;
}

const LEAD = /^(?:(?:ok(?:ay)?|and|now|then|so|great|thanks|please|but|can you|could you)\b[\s,]*)+/;
const TAIL = /[\s,]*(?:please|then|again|now|thanks)?[\s?.!]*$/;

/** The words of a question without what people say around them. */
const barely = (question: string): string =>
  question.toLowerCase().trim().replace(LEAD, "").replace(TAIL, "").replace(TAIL, "").replaceAll(/\s+/g, " ");

const BACK =
  /^(?:go |going |take me |step |move )?back(?: one(?: step)?| to (?:the )?(?:previous|last|earlier)(?: one| question| result| answer)?)?$|^undo(?: that| it| this)?$|^(?:show )?(?:the )?previous (?:one|result|answer|question)$/;
const REVERSED =
  /^(?:the )?other way (?:a)?round$|^(?:reverse|flip|invert)(?: it| that| them| the (?:order|sort(?:ing)?|list))?$|^(?:in )?(?:the )?(?:reverse|opposite)(?: order| direction)?$/;
const UNFILTERED =
  /^(?:remove|drop|clear|delete|reset|lift|forget|without|no)(?: all| any)?(?: of)?(?: the| that| those| this| these)? (?:filters?|conditions?|restrictions?)$|^(?:for |show |show me )?(?:everything|all of (?:it|them)|everyone)$|^unfiltered$/;
const EVERYWHERE = /^(?:for |in )?(?:everywhere|anywhere|all (?:countries|regions|cities|places|states|locations))$/;
const EVER =
  /^(?:for |over |of )?(?:all time|ever|any time|all (?:years|dates|months|periods)|the whole time|the entire period)$/;
const SUMMED =
  /^(?:sum|add|total)(?: (?:them|it|those|these|that|this))?(?: all)?(?: up)?$|^what(?: is|'s) the (?:total|sum)(?: of (?:that|those|them|these))?$|^(?:the |their )?(?:grand total|sum total|total sum)$/;
const EXTREME =
  /^(?:which|who|what)(?:'s)?(?: one| of (?:them|those|these))?(?: is| are| was| were| has| have| had| did)?(?: the)? (?<word>highest|largest|biggest|most|best|top|greatest|lowest|smallest|least|worst|fewest)(?: one| value| number| of (?:them|those|these|all))?$/;
const UP = /^(?:lowest|smallest|least|worst|fewest)$/;
const COUNT =
  /^(?:only |just |show (?:me )?|give me |make it )?(?:the (?:first|top) )?(?<count>\d{1,3}|[a-z]+)(?: rows| results| of them)?(?: instead)?(?: of (?:\d{1,3}|[a-z]+))?$/;

/** Reads a question that is nothing but a change of the one before; undefined for any other. */
export function readWholeEdit(
  question: string,
  earlier: readonly Spoken[],
  schema: SchemaModel,
): WholeEdit | undefined {
  const shown = shownBefore(earlier);
  const last = shown.at(-1);
  if (!last) return undefined;
  const words = barely(question);
  if (BACK.test(words)) {
    const before = shown.at(-2);
    return before && { query: before.query, assumption: `I went back to "${before.question}"` };
  }
  const chart = chartOf(words);
  if (chart) return { query: last.query, chart, assumption: "I drew the same result another way" };
  const query = edited(last.query, words, schema);
  return query && { query, assumption: "I took this as a change to the question before" };
}

/** What was shown one after another, less what was taken back. */
function shownBefore(earlier: readonly Spoken[]): readonly Spoken[] {
  const shown: Spoken[] = [];
  for (const one of earlier) {
    if (BACK.test(barely(one.question))) shown.pop();
    else shown.push(one);
  }
  return shown;
}

/** True where a question asks to go back, be there anything to go back to or not. */
export const asksToGoBack = (question: string): boolean => BACK.test(barely(question));

/** True where a question asks for the parts of what was shown, be there a whole or not. */
export const asksForPartsOfIt = (question: string): boolean => asksForShares(barely(question));

const AROUND_CHART =
  /^(?:result|make|draw|show|plot|turn|display|it|that|this|them|me|as|into|a|an|the|i|want|like|to|see)$/;

function chartOf(words: string): ChartKind | undefined {
  const { question, kind } = readChartWish(`result ${words}`);
  const rest = question.split(" ").filter(Boolean);
  return kind && rest.every((word) => AROUND_CHART.test(word)) ? kind : undefined;
}

function edited(query: Query, words: string, schema: SchemaModel): Query | undefined {
  if (REVERSED.test(words)) return reverseOrder(query);
  if (UNFILTERED.test(words)) return filtersLeft(query, () => false);
  if (EVERYWHERE.test(words)) return filtersLeft(query, (condition) => !looksAt(condition, schema, isPlace));
  if (EVER.test(words)) return filtersLeft(query, (condition) => !looksAt(condition, schema, isTime));
  if (SUMMED.test(words)) return summed(query, schema);
  if (asksForShares(words)) return asShares(query);
  const extreme = EXTREME.exec(words)?.groups?.["word"];
  if (extreme !== undefined && (query.groupBy ?? []).length > 0 && aggregatesOf(query).length > 0)
    return sortBy(query, undefined, { direction: UP.test(extreme) ? "asc" : "desc", count: 1 });
  const shift = readShift(words);
  if (shift) return shiftPeriod(query, shift);
  return cut(query, words) ?? boundFigures(query, words);
}

function filtersLeft(query: Query, isKept: (condition: Predicate) => boolean): Query | undefined {
  const conditions = conjunctsOf(query.where);
  const kept = conditions.filter(isKept);
  if (kept.length === conditions.length) return undefined;
  const { where: _, ...rest } = query;
  const where = allOf(kept);
  return where === undefined ? rest : { ...rest, where };
}

const isTime = (column: ColumnModel): boolean => column.type === "date" || column.role === "year";
const isPlace = (column: ColumnModel): boolean => column.role === "geo";

const looksAt = (condition: Predicate, schema: SchemaModel, is: (column: ColumnModel) => boolean): boolean =>
  columnsIn(condition).some(({ table, column }) =>
    schema.columns.some((model) => model.name === column && model.table.name === table && is(model)),
  );

/** The figures of all groups added up, or the one number that the listed rows show. */
function summed(query: Query, schema: SchemaModel): Query | undefined {
  const [figure] = aggregatesOf(query);
  if (figure?.fn === "sum" || figure?.fn === "count")
    return (query.groupBy ?? []).length > 0 && !query.having && !query.limit ? measureAll(query, figure) : undefined;
  const numbers = query.select.flatMap(({ expr }) => (expr.kind === "column" && isMeasure(expr, schema) ? [expr] : []));
  const [only] = numbers;
  return only && numbers.length === 1 && !query.limit
    ? measureAll(query, { kind: "aggregate", fn: "sum", arg: only })
    : undefined;
}

const isMeasure = (expr: { readonly table: string; readonly column: string }, schema: SchemaModel): boolean =>
  schema.columns.some(
    (model) =>
      model.name === expr.column &&
      model.table.name === expr.table &&
      model.type === "number" &&
      model.role === "measure",
  );

/** "ten instead of five": as many rows of the same. */
function cut(query: Query, words: string): Query | undefined {
  const said = COUNT.exec(words)?.groups?.["count"];
  if (said === undefined) return undefined;
  const count = NUMBER_WORDS.get(said) ?? Number(said);
  return Number.isInteger(count) && count > 0 && (query.limit || query.order) ? cutTo(query, count) : undefined;
}
