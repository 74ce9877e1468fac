import { canonicalText } from "@parlance/sql";
import { askEngine } from "../ask-engine.ts";
import type { EngineSuggestion } from "../engine-request.ts";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import type { PreparedSource } from "../source.ts";

/** Fixed so that the same source always suggests the same; suggestions hold no relative dates. */
const NEUTRAL = { now: 0, timeZone: "UTC" } as const;

const phrase = (words: readonly string[]): string => words.join(" ");

/** Questions that this source can answer, made from its own names; each is asked before it is offered. */
export function suggestQuestions(source: PreparedSource, limit: number): readonly EngineSuggestion[] {
  const found: EngineSuggestion[] = [];
  const seen = new Set<string>();
  const tables = [...source.schema.tables].sort((a, b) => weightOf(b) - weightOf(a) || a.id - b.id);
  const lists = tables.slice(0, 8).map(templates);
  for (let round = 0; round < 8 && found.length < limit; round += 1) {
    for (const questions of lists) {
      const question = questions[round];
      const checked = question === undefined ? undefined : checkedSuggestion(question, source);
      if (!checked || seen.has(canonicalText(checked.query)) || found.length >= limit) continue;
      seen.add(canonicalText(checked.query));
      found.push(checked);
    }
  }
  return found;
}

function checkedSuggestion(question: string, source: PreparedSource): EngineSuggestion | undefined {
  const result = askEngine({ question, source, ...NEUTRAL });
  const reading = result.readings[0];
  return result.verdict === "answer" && reading ? { question, query: reading.query, sql: reading.sql } : undefined;
}

const weightOf = (table: TableModel): number =>
  table.columns.filter((column) => column.role === "measure").length +
  (table.columns.some((column) => column.type === "date") ? 2 : 0) -
  (table.isBridge ? 4 : 0);

const firstOf = (table: TableModel, roles: readonly ColumnModel["role"][]): ColumnModel | undefined =>
  table.columns.find((column) => roles.includes(column.role) && (column.profile?.distinct ?? 5) > 1);

function templates(table: TableModel): string[] {
  const name = phrase(table.words);
  const measure = firstOf(table, ["measure"]);
  const category = firstOf(table, ["category", "geo"]);
  const date = table.columns.find((column) => column.type === "date");
  const label = table.nameColumns[0];
  const questions = [`How many ${name} are there?`];
  if (measure && category) questions.push(`Average ${phrase(measure.words)} per ${phrase(category.words)}`);
  if (category) questions.push(`Number of ${name} per ${phrase(category.words)}`);
  if (measure && date) questions.push(`Total ${phrase(measure.words)} per month`);
  if (measure && label) questions.push(`Which ${name} has the highest ${phrase(measure.words)}?`);
  if (measure) questions.push(`What is the average ${phrase(measure.words)} of ${name}?`);
  const value = category?.profile?.topValues[0]?.value;
  if (category && value !== undefined) questions.push(`How many ${name} have ${phrase(category.words)} ${value}?`);
  return questions;
}

/** Questions about the tables that a question seemed to be about; not asked again, only well-formed. */
export const nearbyQuestions = (focus: readonly TableModel[], limit: number): string[] =>
  focus.flatMap((table) => templates(table).slice(0, 3)).slice(0, limit);
