import type { Cell, Frame } from "@parlance/core";
import type { Query } from "@parlance/sql";
import { conditionPhrase } from "./condition-phrase.ts";
import { cellText, numberText } from "./number-text.ts";
import { periodText } from "./period-text.ts";
import { exprWords } from "./predicate-words.ts";
import { type ResultShape, resultShape, type ShapeColumn, withRole } from "./result-shape.ts";
import { capitalize, columnWords, isPlural, joinWords, plural, singular, unitOf } from "./words.ts";

export interface SentenceInput {
  readonly page: Frame;
  readonly rowCount: number;
  readonly isTruncated: boolean;
  /** What was asked, when the engine read it; sentences about SQL written by a person go by the columns alone. */
  readonly query: Query | null;
}

interface Facts extends SentenceInput {
  readonly shape: ResultShape;
}

/** A form of answer; the first that fits speaks. */
interface SentenceForm {
  readonly name: string;
  /** True when the sentence itself tells which rows it is about. */
  readonly saysConditions?: boolean;
  say(facts: Facts): string | null;
}

const FORMS: readonly SentenceForm[] = [
  { name: "nothing found", saysConditions: true, say: sayNothing },
  { name: "a count", saysConditions: true, say: sayCount },
  { name: "the name of the first", say: sayFirstName },
  { name: "one figure", saysConditions: true, say: sayFigure },
  { name: "the first of all", say: sayWinner },
  { name: "one row", say: sayRow },
  { name: "growth over time", say: sayGrowth },
  { name: "over time", say: sayOverTime },
  { name: "a ranking", say: sayRanking },
  { name: "groups by several things", say: sayCrossed },
  { name: "a spread", say: saySpread },
  { name: "a list", say: sayList },
  { name: "a table", say: sayTable },
];

/** One sentence that answers in words, made from the rows and the query and nothing else. */
export function writeSentence(input: SentenceInput): string {
  const facts: Facts = { ...input, shape: resultShape(input.page, input.rowCount) };
  for (const form of FORMS) {
    const sentence = form.say(facts);
    if (sentence === null) continue;
    const told = form.saysConditions === true ? sentence : withConditions(sentence, facts);
    return input.isTruncated ? `${told} The result was cut at the row limit.` : told;
  }
  return rowsText(input.rowCount);
}

function sayNothing(facts: Facts): string | null {
  if (facts.rowCount === 0) return "No rows match.";
  const isOneEmptyCell = facts.rowCount === 1 && facts.shape.columns.length === 1 && cellAt(facts, 0, 0) === null;
  return isOneEmptyCell ? `There is no ${columnWords(nameAt(facts, 0))}: nothing matches.` : null;
}

function sayCount(facts: Facts): string | null {
  const item = facts.query?.select[0]?.expr;
  if (!isOneCell(facts) || facts.query?.select.length !== 1 || item?.kind !== "aggregate" || item.fn !== "count")
    return null;
  const counted = item.arg.kind === "star" ? item.arg.table : item.arg.kind === "column" ? item.arg.column : null;
  if (counted === null) return null;
  const value = cellAt(facts, 0, 0);
  const isOne = Number(value) === 1;
  const distinct = item.isDistinct === true ? "different " : "";
  const noun = item.arg.kind === "star" ? rowsNoun(counted, isOne) : valuesNoun(counted, isOne);
  return `There ${isOne ? "is" : "are"} ${text(facts, 0, 0)} ${distinct}${noun}${phraseText(facts)}.`;
}

/** "orders" of a table that is called so; a name that is no plural counts nothing: "rows in dup". */
function rowsNoun(table: string, isOne: boolean): string {
  const words = columnWords(table);
  if (!isPlural(words)) return `${isOne ? "row" : "rows"} in ${words}`;
  return isOne ? singular(words) : words;
}

function valuesNoun(column: string, isOne: boolean): string {
  const words = columnWords(column);
  return `${isOne ? singular(words) : words} ${isOne ? "value" : "values"}`;
}

/** "Denver Hub has the highest capacity." when only the name was asked for. */
function sayFirstName(facts: Facts): string | null {
  const order = facts.query?.order?.[0];
  if (!isOneCell(facts) || order === undefined || facts.query?.limit?.count !== 1) return null;
  if (facts.shape.columns[0]?.role !== "category") return null;
  const degree = order.direction === "desc" ? "highest" : "lowest";
  return `${text(facts, 0, 0)} has the ${degree} ${exprWords(order.expr)}.`;
}

/** "Revenue in Europe in Q3 2026 comes to 943,211." */
function sayFigure(facts: Facts): string | null {
  if (!isOneCell(facts)) return null;
  const name = figureWords(facts, 0);
  const value = text(facts, 0, 0);
  if (facts.shape.columns[0]?.role !== "measure") return `${capitalize(name)}${phraseText(facts)}: ${value}.`;
  const item = facts.query?.select[0]?.expr;
  const isSum = item?.kind === "aggregate" && item.fn === "sum";
  return isSum
    ? `${capitalize(name)}${phraseText(facts)} comes to ${value}.`
    : `The ${name}${phraseText(facts)} is ${value}.`;
}

/** What a figure is called: a sum by what is summed, others by how they were made; by its heading where no query tells. */
function figureWords(facts: Facts, column: number): string {
  const item = facts.query?.select[column]?.expr;
  if (
    item?.kind === "aggregate" &&
    item.fn === "count" &&
    item.arg.kind === "star" &&
    isPlural(columnWords(item.arg.table))
  )
    return columnWords(item.arg.table);
  if (item?.kind !== "aggregate" || item.arg.kind !== "column" || item.fn === "count")
    return measureWords(nameAt(facts, column));
  const words = item.fn === "sum" ? exprWords(item.arg) : exprWords(item);
  return unitOf(words)?.rest ?? words;
}

/** The unit that a measured column has in its name. */
function figureUnit(facts: Facts, column: number): string {
  const item = facts.query?.select[column]?.expr;
  if (item?.kind !== "aggregate" || item.arg.kind !== "column" || item.fn === "count") return "";
  const unit = unitOf(item.arg.column)?.unit;
  return unit === undefined ? "" : ` ${unit}`;
}

/** "East has the highest count: 1,204." when one row was asked for by its order. */
function sayWinner(facts: Facts): string | null {
  const order = facts.query?.order?.[0];
  const [label] = labelsOf(facts.shape);
  const [measure] = withRole(facts.shape, "measure");
  const isFirstOnly = facts.rowCount === 1 && facts.query?.limit?.count === 1 && facts.shape.columns.length === 2;
  if (!isFirstOnly || order === undefined || label === undefined || measure === undefined) return null;
  const degree = order.direction === "desc" ? "highest" : "lowest";
  return `${text(facts, 0, label.index)} has the ${ranked(facts, measure.index, degree)}: ${text(facts, 0, measure.index)}.`;
}

const MAX_ROW_COLUMNS = 6;

function sayRow(facts: Facts): string | null {
  if (facts.rowCount !== 1) return null;
  const shown = facts.shape.columns.slice(0, MAX_ROW_COLUMNS);
  const parts = shown.map((column) => `${columnWords(column.name)} ${text(facts, 0, column.index)}`);
  const more = facts.shape.columns.length - shown.length;
  return `One row: ${parts.join(", ")}${more > 0 ? `, and ${more} more columns` : ""}.`;
}

function sayOverTime(facts: Facts): string | null {
  const [time] = withRole(facts.shape, "time", "period");
  const [measure] = withRole(facts.shape, "measure");
  if (time === undefined || measure === undefined || facts.shape.columns.length !== 2) return null;
  if (!isWholePage(facts) || time.distinct !== facts.rowCount) return null;
  const values = numbersOf(facts, measure.index);
  const best = values.indexOf(Math.max(...values));
  if (best === -1) return null;
  const last = facts.rowCount - 1;
  const [start, end] = isAscending(facts, time.index) ? [0, last] : [last, 0];
  return (
    `${capitalize(figureWords(facts, measure.index))} went from ${text(facts, start, measure.index)} (${text(facts, start, time.index)}) ` +
    `to ${text(facts, end, measure.index)} (${text(facts, end, time.index)}); ` +
    `the highest was ${text(facts, best, measure.index)} (${text(facts, best, time.index)}).`
  );
}

const GROWTH_NAME = /(^|[_\s])growth_percent$/i;

/** "Orders went from 76 (Jan 2023) to 78 (Aug 2023); it grew most in Aug 2023 (30%) and fell most in Feb 2023 (-21.1%)." */
function sayGrowth(facts: Facts): string | null {
  const [time, ...times] = withRole(facts.shape, "time", "period");
  const [measure, growth, ...more] = withRole(facts.shape, "measure");
  if (time === undefined || measure === undefined || growth === undefined || !GROWTH_NAME.test(growth.name))
    return null;
  if (times.length + more.length > 0 || facts.shape.columns.length !== 3) return null;
  if (!isWholePage(facts) || time.distinct !== facts.rowCount) return null;
  const changes = numbersOf(facts, growth.index).map((value, row) => ({ value, row }));
  const known = changes.filter(({ value }) => !Number.isNaN(value)).sort((a, b) => b.value - a.value);
  const [most, least] = [known[0], known.at(-1)];
  if (most === undefined || least === undefined) return null;
  const last = facts.rowCount - 1;
  const [start, end] = isAscending(facts, time.index) ? [0, last] : [last, 0];
  const at = (row: number, column: number): string => `${text(facts, row, column)} (${text(facts, row, time.index)})`;
  const when = ({ row }: { readonly row: number }): string =>
    `in ${text(facts, row, time.index)} (${text(facts, row, growth.index)})`;
  const parts = [
    ...(most.value > 0 ? [`grew most ${when(most)}`] : []),
    ...(least.value < 0 ? [`fell most ${when(least)}`] : []),
  ];
  const swing = parts.length === 0 ? "" : `; it ${joinWords(parts)}`;
  const name = capitalize(figureWords(facts, measure.index));
  return `${name} went from ${at(start, measure.index)} to ${at(end, measure.index)}${swing}.`;
}

const RANKED = 3;

function sayRanking(facts: Facts): string | null {
  const labels = labelsOf(facts.shape);
  const [label] = labels;
  const [measure] = withRole(facts.shape, "measure");
  if (labels.length !== 1 || label === undefined || measure === undefined || !isWholePage(facts)) return null;
  if (label.distinct !== facts.rowCount) return null;
  const values = numbersOf(facts, measure.index);
  const order = values.map((value, row) => ({ value, row })).filter((item) => !Number.isNaN(item.value));
  const isLowFirst = facts.query?.order?.[0]?.direction === "asc" && isSorted(values);
  order.sort((a, b) => (isLowFirst ? a.value - b.value : b.value - a.value));
  const [best, ...next] = order.slice(0, RANKED);
  if (best === undefined) return null;
  const degree = isLowFirst ? "lowest" : "highest";
  const head = `${text(facts, best.row, label.index)} has the ${ranked(facts, measure.index, degree)}: ${text(facts, best.row, measure.index)}`;
  const tail = next.map((item) => `${text(facts, item.row, label.index)} (${text(facts, item.row, measure.index)})`);
  const rest = facts.rowCount > RANKED ? ` ${numberText(facts.rowCount)} ${groupsNoun(facts, label)} in all.` : "";
  return `${head}${tail.length > 0 ? `, then ${joinWords(tail)}` : ""}.${rest}`;
}

/** "most orders" of a count, "highest revenue" of any other figure. */
function ranked(facts: Facts, column: number, degree: "highest" | "lowest"): string {
  const item = facts.query?.select[column]?.expr;
  const isCount = item?.kind === "aggregate" && item.fn === "count" && item.arg.kind === "star";
  const name = figureWords(facts, column);
  return isCount && isPlural(name) ? `${degree === "highest" ? "most" : "fewest"} ${name}` : `${degree} ${name}`;
}

/** What a name may be beside whose it is: a full name is no full. */
const KIND_OF_NAME = /^(full|first|last|middle|given|family|short|long|legal|common|display|nick) name$/;

/** A product name stands for a product; the parts of a nested name are read without their dots. */
function namedThing(column: string): string {
  const words = columnWords(column.replaceAll(".", " "));
  return KIND_OF_NAME.test(words) ? words : words.replace(/(?<=.) name$/, "");
}

/** "11 countries" for groups by one thing that the question made; rows are rows. */
function groupsNoun(facts: Facts, label: ShapeColumn): string {
  const isGroup = facts.query?.groupBy !== undefined && label.role === "category";
  return isGroup ? plural(namedThing(label.name)) : "rows";
}

/** "The highest revenue is 943,211 (Jul 2026, North America), the lowest 33,402 (Nov 2024, Latin America)." */
function sayCrossed(facts: Facts): string | null {
  const [measure, ...measures] = withRole(facts.shape, "measure");
  const labels = facts.shape.columns.filter(({ role }) => role !== "measure");
  if (measure === undefined || measures.length > 0 || labels.length < 2 || labels.length > MAX_CROSSED) return null;
  if (facts.query?.groupBy === undefined || !isWholePage(facts)) return null;
  const values = numbersOf(facts, measure.index);
  const known = values.filter((value) => !Number.isNaN(value));
  const [most, least] = [Math.max(...known), Math.min(...known)];
  if (known.length === 0 || most === least) return null;
  const told = (value: number): string => {
    const row = values.indexOf(value);
    return `${text(facts, row, measure.index)} (${labels.map(({ index }) => text(facts, row, index)).join(", ")})`;
  };
  const name = figureWords(facts, measure.index);
  return `The highest ${name} is ${told(most)}, the lowest ${told(least)}. ${rowsText(facts.rowCount)} in all.`;
}

const MAX_CROSSED = 3;
const LISTED = 5;
const MIN_SPREAD = 12;

/** "Duration goes from 12 ms to 9,870 ms over 400 rows; half are at most 405 ms." Of many figures nobody reads the first five. */
function saySpread(facts: Facts): string | null {
  const [column, ...others] = facts.shape.columns;
  if (column === undefined || others.length > 0 || column.role !== "measure" || facts.rowCount < MIN_SPREAD)
    return null;
  const name = capitalize(figureWords(facts, 0));
  if (!isWholePage(facts)) return `${name} of ${rowsText(facts.rowCount)}.`;
  const values = numbersOf(facts, 0);
  const order = values.flatMap((value, row) => (Number.isNaN(value) ? [] : [{ value, row }]));
  order.sort((a, b) => a.value - b.value);
  const [least, middle, most] = [order[0], order[Math.floor((order.length - 1) / 2)], order.at(-1)];
  if (least === undefined || middle === undefined || most === undefined) return null;
  const told = ({ row }: { readonly row: number }): string => text(facts, row, 0);
  return `${name} goes from ${told(least)} to ${told(most)} over ${rowsText(order.length)}; half are at most ${told(middle)}.`;
}

function sayList(facts: Facts): string | null {
  const [column, ...others] = facts.shape.columns;
  if (column === undefined || others.length > 0) return null;
  const shown = facts.page.data[0]?.slice(0, LISTED).map((_cell, row) => text(facts, row, 0)) ?? [];
  const more = facts.rowCount - shown.length;
  const listed = more > 0 ? `${shown.join(", ")} and ${numberText(more)} more` : joinWords(shown);
  const noun = namedThing(column.name);
  return `${numberText(facts.rowCount)} ${facts.rowCount === 1 ? noun : plural(noun)}: ${listed}.`;
}

function sayTable(facts: Facts): string {
  const names = facts.shape.columns.map((column) => columnWords(column.name));
  const shown = names.slice(0, LISTED);
  const more = names.length - shown.length;
  return `${rowsText(facts.rowCount)} with ${joinWords(more > 0 ? [...shown, `${more} more columns`] : shown)}.`;
}

const rowsText = (count: number): string => `${numberText(count)} ${count === 1 ? "row" : "rows"}`;

const phraseText = (facts: Facts): string => {
  const phrase = conditionPhrase(facts.query?.where);
  return phrase === null ? "" : ` ${phrase}`;
};

function withConditions(sentence: string, facts: Facts): string {
  const phrase = conditionPhrase(facts.query?.where);
  if (phrase === null) return sentence;
  return `${sentence} Only ${/^(that|where) /.test(phrase) ? "those " : ""}${phrase}.`;
}

const PERCENT_NAME = /(^|[_\s])(percent|percentage|pct)$/i;

/** A percentage is shown as one: "share percent" is a share, and its values carry the sign. */
const measureWords = (name: string): string => columnWords(name.replace(PERCENT_NAME, "") || name);

const isOneCell = (facts: Facts): boolean => facts.rowCount === 1 && facts.shape.columns.length === 1;
const isWholePage = (facts: Facts): boolean => facts.rowCount >= 2 && facts.page.rowCount === facts.rowCount;
const nameAt = (facts: Facts, column: number): string => facts.page.columns[column]?.name ?? "";
const cellAt = (facts: Facts, row: number, column: number): Cell => facts.page.data[column]?.[row] ?? null;

/** What rows are called by: categories, or ids and periods where there is none. */
function labelsOf(shape: ResultShape): readonly ShapeColumn[] {
  const categories = withRole(shape, "category");
  return categories.length > 0 ? categories : withRole(shape, "identifier", "period", "time");
}

const numbersOf = (facts: Facts, column: number): number[] =>
  (facts.page.data[column] ?? []).map((cell) => (cell === null ? Number.NaN : Number(cell)));

const isSorted = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value >= (values[index - 1] ?? value));

function isAscending(facts: Facts, column: number): boolean {
  const cells = facts.page.data[column] ?? [];
  const first = cells[0] ?? null;
  const last = cells[cells.length - 1] ?? null;
  if (typeof first === "number" && typeof last === "number") return first <= last;
  return String(first) <= String(last);
}

function text(facts: Facts, row: number, column: number): string {
  const role = facts.shape.columns[column]?.role;
  const cell = cellAt(facts, row, column);
  if (role === "time") return periodText(cell, nameAt(facts, column)) ?? cellText(cell, { isNumeric: false });
  const words = cellText(cell, { isNumeric: role === "measure", isYearLike: role !== "measure" });
  if (role !== "measure" || cell === null) return words;
  return PERCENT_NAME.test(nameAt(facts, column)) ? `${words}%` : `${words}${figureUnit(facts, column)}`;
}
