import { canonicalText, type Expr } from "@parlance/sql";
import { askEngine } from "../ask-engine.ts";
import type { EngineSuggestion } from "../engine-request.ts";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { isAdditive, repeats } from "../sense/columns.ts";
import type { PreparedSource } from "../source.ts";
import { isPluralPhrase, rowNoun, shortName, spokenName } from "./row-words.ts";

/** Fixed so that the same source always suggests the same; suggestions hold no relative dates. */
const NEUTRAL = { now: 0, timeZone: "UTC" } as const;

/** Questions that this source can answer, made from its own names; each is asked before it is offered. */
export function suggestQuestions(source: PreparedSource, limit: number): readonly EngineSuggestion[] {
  const found: EngineSuggestion[] = [];
  const seen = new Set<string>();
  const tables = [...source.schema.tables].sort((a, b) => weightOf(b) - weightOf(a) || a.id - b.id);
  const lists = tables.slice(0, 8).map((table) => templates(table, tables.length === 1));
  for (let round = 0; round < 8 && found.length < limit; round += 1) {
    for (const questions of lists) {
      const checked = firstChecked(questions[round] ?? [], source);
      if (!checked || seen.has(canonicalText(checked.query)) || found.length >= limit) continue;
      seen.add(canonicalText(checked.query));
      found.push(checked);
    }
  }
  return found;
}

/** The shortest way to ask it that is understood. */
function firstChecked(ways: readonly string[], source: PreparedSource): EngineSuggestion | undefined {
  for (const question of ways) {
    const checked = checkedSuggestion(question, source);
    if (checked) return checked;
  }
  return undefined;
}

const COUNTING = /^(?:how many|number of) /i;
const isCount = (expr: Expr): boolean => expr.kind === "aggregate" && expr.fn === "count";

function checkedSuggestion(question: string, source: PreparedSource): EngineSuggestion | undefined {
  const result = askEngine({ question, source, ...NEUTRAL });
  const reading = result.readings[0];
  if (COUNTING.test(question) && !reading?.query.select.some(({ expr }) => isCount(expr))) return undefined;
  return result.verdict === "answer" && reading ? { question, query: reading.query, sql: reading.sql } : undefined;
}

const weightOf = (table: TableModel): number =>
  table.columns.filter((column) => column.role === "measure").length +
  (table.columns.some((column) => column.type === "date") ? 2 : 0) -
  (table.isBridge ? 4 : 0);

const PLACE_WORDS = new Set(
  "rank ranking position place pos number no nr stop lane bib heat age week day year".split(" "),
);

/** Says how much there is of something: no place, no year, no running number, and a name that can be said. */
const isFigure = (column: ColumnModel): boolean =>
  column.role === "measure" &&
  (column.profile?.distinct ?? 5) > 1 &&
  !column.words.some((word) => PLACE_WORDS.has(word)) &&
  spokenName(column) !== undefined;

const MOST_GROUPS = 30;

/** "per zone", not "per lines". */
const isSaidOfOne = (name: string | undefined): boolean =>
  name !== undefined && name.split(" ").length <= 2 && !isPluralPhrase(name);

/** Tells rows apart by kinds, of which there are a few: a name of its own for every row is no group. */
const isGroup = (column: ColumnModel): boolean =>
  (column.role === "category" || column.role === "geo") &&
  !column.table.nameColumns.includes(column) &&
  repeats(column) !== false &&
  (column.profile?.distinct ?? 2) > 1 &&
  (column.profile?.distinct ?? 2) <= MOST_GROUPS &&
  !column.profile?.topValues.some(({ value }) => value.includes(", ")) &&
  isSaidOfOne(spokenName(column));

const LARGEST = new Set("area size population capacity budget".split(" "));

const GREATEST = new Set("height length depth distance width weight elevation altitude".split(" "));

/** "the most passengers", "the largest area", "the highest price". */
function extremeOf(measure: string): string {
  if (isPluralPhrase(measure)) return `the most ${measure}`;
  const last = measure.split(" ").at(-1) ?? "";
  return `the ${LARGEST.has(last) ? "largest" : GREATEST.has(last) ? "greatest" : "highest"} ${measure}`;
}

const isPlainValue = (value: string): boolean => /^\p{L}[\p{L}\d '-]{1,24}$/u.test(value);

/** What can be asked of a table, each with the ways to ask it, the shortest first. */
function templates(table: TableModel, isOnly = false): string[][] {
  const { one, many } = rowNoun(table, isOnly);
  const measure = table.columns.find(isFigure);
  const category = table.columns.find(isGroup);
  const date = table.columns.find((column) => column.type === "date");
  const value = category?.profile?.topValues.find((entry) => isPlainValue(entry.value))?.value;
  const figures = waysToSay(measure);
  const groups = waysToSay(category);
  const each = (ask: (figure: string) => string): string[] => figures.map(ask);
  const questions = [[`How many ${many} are there?`]];
  if (measure && category) questions.push(groups.map((group, i) => `Average ${figures[i] ?? figures[0]} per ${group}`));
  if (category) questions.push(groups.map((group) => `Number of ${many} per ${group}`));
  if (measure && date && isAdditive(measure)) questions.push(each((figure) => `Total ${figure} per month`));
  if (measure && table.nameColumns.length > 0)
    questions.push(each((figure) => `Which ${one} has ${extremeOf(figure)}?`));
  if (measure)
    questions.push(each((figure) => (isPluralPhrase(figure) ? `Average ${figure}` : `What is the average ${figure}?`)));
  if (value !== undefined) questions.push(groups.map((group) => `How many ${many} have ${group} ${value}?`));
  return questions;
}

function waysToSay(column: ColumnModel | undefined): string[] {
  const said = column && spokenName(column);
  return said === undefined ? [] : [...new Set([shortName(said), said])];
}

/** Questions about the tables that a question seemed to be about; not asked again, only well-formed. */
export const nearbyQuestions = (focus: readonly TableModel[], limit: number): string[] =>
  focus
    .flatMap((table) =>
      templates(table, focus.length === 1)
        .slice(0, 3)
        .flatMap((ways) => ways.slice(-1)),
    )
    .slice(0, limit);
