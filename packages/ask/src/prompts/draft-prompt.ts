import type { Catalog, Disclosure, RetrievedNote } from "@parlance/core";
import { findTable } from "@parlance/core";
import { estimateTokens } from "../model/estimate-tokens.ts";
import { maskQuoted, maskStatement } from "../model/mask-values.ts";
import type { LinkedValue } from "../model/read-question.ts";
import type { Turn } from "../state.ts";
import { valueText } from "./column-facts.ts";
import { oneLine, type SectionTag, section } from "./data-text.ts";
import { draftSystem } from "./draft-system.ts";
import type { PromptTexts } from "./prompt-texts.ts";
import { type SchemaNeeds, schemaText, type ToldTable } from "./schema-text.ts";
import { turnsText } from "./turns-text.ts";
import { writtenName, writtenTable } from "./written-names.ts";

/** Everything a model is told about one question. */
export interface DraftFacts {
  readonly question: string;
  readonly catalog: Catalog;
  readonly disclosure: Exclude<Disclosure, "nothing">;
  /** The most important first; all of them where they fit. */
  readonly tables: readonly ToldTable[];
  readonly notes: readonly RetrievedNote[];
  readonly values: readonly LinkedValue[];
  /** What the embedded engine makes of the question, best first. */
  readonly readings: readonly { readonly sql: string; readonly explanation: string }[];
  readonly turns: readonly Turn[];
  /** "Thursday 2026-01-15", and the zone it is that day in. */
  readonly today: string;
  readonly timeZone: string;
  /** Absent: the built-in texts. */
  readonly prompts?: PromptTexts;
}

export interface DraftPrompt {
  readonly system: string;
  readonly user: string;
  /** By our own count, which is on the high side. */
  readonly tokens: number;
}

/** The whole conversation with the model about one question, repairs included, stays under this. */
export const PROMPT_TOKENS = 4_000;
/** Kept for a statement that failed and what was wrong with it. */
export const REPAIR_TOKENS = 600;

const NOTES_TOKENS = 450;
const TURNS_TOKENS = 450;
const MAX_QUESTION = 2_000;
const MAX_READINGS = 3;
const READING_LENGTH = 500;

export function draftPrompt(facts: DraftFacts): DraftPrompt {
  const system = draftSystem(facts.catalog.dialect, facts.prompts);
  const closing = [
    ...optional("notes", notesText(facts)),
    ...optional("earlier", turnsText(facts.turns, facts.disclosure, TURNS_TOKENS)),
    ...optional("values", valuesText(facts)),
    ...optional("readings", readingsText(facts)),
    ...(facts.disclosure === "full" ? [] : [WITHOUT_VALUES]),
    `Today is ${facts.today} (${oneLine(facts.timeZone, 60)}).`,
    section("question", questionText(facts.question)),
  ].join("\n");
  const left = PROMPT_TOKENS - REPAIR_TOKENS - estimateTokens(system) - estimateTokens(closing) - SECTION_TOKENS;
  const schema = schemaText(facts.catalog, facts.tables, schemaNeeds(facts), Math.max(MIN_SCHEMA_TOKENS, left));
  const user = `${section("schema", schema)}\n${closing}`;
  return { system, user, tokens: estimateTokens(system) + estimateTokens(user) };
}

const WITHOUT_VALUES =
  "Values are not shown, or spelt as the person typed them: compare text without regard to letter case.";
const SECTION_TOKENS = 20;
/** A question of two thousand characters still comes with a table. */
const MIN_SCHEMA_TOKENS = 500;

const optional = (tag: SectionTag, text: string): string[] => (text === "" ? [] : [section(tag, text)]);

/** Line breaks of a question may matter to it; nothing else that is unseen does. */
const questionText = (question: string): string =>
  question
    .slice(0, MAX_QUESTION)
    .split(/\r?\n/)
    .map((line) => oneLine(line, MAX_QUESTION))
    .filter(Boolean)
    .join("\n");

function schemaNeeds({ catalog, disclosure, values }: DraftFacts): SchemaNeeds {
  return {
    dialect: catalog.dialect,
    disclosure,
    findTable: (name) => findTable(catalog, name),
    linked: (table, column) =>
      values.filter((item) => item.table === table && item.column === column).map((item) => item.value),
  };
}

function notesText({ notes, question, disclosure }: DraftFacts): string {
  const lines: string[] = [];
  let left = NOTES_TOKENS;
  for (const note of notes) {
    const text = maskQuoted(oneLine(note.text, 400), question, disclosure);
    const sql = note.sql === undefined ? "" : ` SQL: ${oneLine(maskStatement(note.sql, question, disclosure), 800)}`;
    const line = `- ${NOTE_WORDS[note.kind]}: ${text}${sql}`;
    left -= estimateTokens(line) + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return lines.join("\n");
}

const NOTE_WORDS: Readonly<Record<RetrievedNote["kind"], string>> = {
  metric: "definition",
  term: "term",
  verified: "verified question",
  rule: "rule",
};

/** Where words of the question stand in the data. Without full disclosure the model is told the column only. */
function valuesText({ values, catalog, disclosure }: DraftFacts): string {
  const places = new Map<string, string[]>();
  for (const item of values) {
    const table = findTable(catalog, item.table);
    if (table === undefined) continue;
    const column = `${writtenTable(table, catalog.dialect)}.${writtenName(item.column, catalog.dialect)}`;
    const known = places.get(item.words) ?? [];
    const place = disclosure === "full" ? `${column} = ${valueText(item.value, false)}` : column;
    if (!known.includes(place)) places.set(item.words, [...known, place]);
  }
  const more = disclosure === "full" ? "" : " (perhaps spelt in another way)";
  return [...places].map(([words, found]) => `"${oneLine(words, 80)}": ${found.join("; ")}${more}`).join("\n");
}

function readingsText({ readings, question, turns, disclosure }: DraftFacts): string {
  const typed = [question, ...turns.map((turn) => turn.question)].join("\n");
  return readings
    .slice(0, MAX_READINGS)
    .map(({ sql }, i) => `${i + 1}. ${oneLine(maskStatement(sql, typed, disclosure), READING_LENGTH)}`)
    .join("\n");
}
