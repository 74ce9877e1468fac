import type { Catalog, Table } from "@parlance/core";
import { columnWords, joinWords } from "../present/words.ts";
import type { Intent } from "../state.ts";

interface IntentRule {
  readonly intent: Intent;
  /** The reply in words, or null when this rule does not fit; data and sql carry none. */
  fits(question: string, catalog: Catalog, isFollowUp: boolean): { readonly reply: string | null } | null;
}

/** In order; what no rule claims is a question about the data. Rules are narrow: a question is never answered in words by mistake. */
export const INTENT_RULES: readonly IntentRule[] = [
  { intent: "unclear", fits: (question) => (/[\p{L}\p{N}]/u.test(question) ? null : { reply: NOT_A_QUESTION }) },
  { intent: "help", fits: (question, catalog) => (HELP.test(question) ? { reply: helpText(catalog) } : null) },
  { intent: "sql", fits: (question) => (SQL.test(question) ? { reply: null } : null) },
  {
    intent: "change",
    fits: (question, _, isFollowUp) =>
      CHANGE.test(question) && !(isFollowUp && EDIT.test(question)) ? { reply: ONLY_READS } : null,
  },
  { intent: "schema", fits: (question, catalog) => replyWith(tablesAsked(question) ? tablesText(catalog) : null) },
  { intent: "schema", fits: (question, catalog) => replyWith(asksRowCount(question) ? rowsText(catalog) : null) },
  { intent: "schema", fits: (question, catalog) => replyWith(columnsText(question, catalog)) },
];

const NOT_A_QUESTION = "I need a question in words.";
const ONLY_READS = "I only read data; I cannot change or delete anything.";

const replyWith = (reply: string | null): { reply: string } | null => (reply === null ? null : { reply });

const HELP =
  /^\s*(hi|hello|hey|help|thanks|thank you|good (morning|afternoon|evening)|who are you|what are you|what can (you|i) (do|ask)|how (do|does|can) (i|this|it|you) (work|start|begin|use this)|what (should|could) i ask)( there| me| about| here| you)?\s*[?!.]*\s*$/i;
const SQL =
  /^\s*(select\s[\s\S]*\bfrom\b|with\s+\S+\s+as\s*\(|from\s+\S+\s+select\b|describe\s+\S+\s*;|summarize\s+\S+\s*;)/i;
const CHANGE =
  /^\s*(please\s+)?(delete|drop|truncate|insert|alter|erase|wipe)\s+(all|the|every|from|into|table|column|rows?|my|this|everything|\w+\s*$)/i;
/** After an answer, "drop the filter" and "remove my region" are about the answer. */
const EDIT =
  /^\s*(please\s+)?(drop|delete|erase|wipe)\s+(all\s+)?(the|my|this)\s+(?!tables?\b|rows?\b|data\b|records?\b)/i;
const TABLES =
  /^\s*(what|which|list|show|how many|give)(\s+(me|are|all|the|of|my|do i have|is))*\s+(tables?|data ?sets?|data)(\s+(do|does|are|can|is|exists?|available|there|i|we|you|have|has|in|here|this|the|source|database|ask|about|file|got))*\s*[?.!]*\s*$/i;

function tablesAsked(question: string): boolean {
  return TABLES.test(question) && !/\bhow many data\b/i.test(question);
}

const ROWS =
  /^\s*(?:how many|number of|count(?: of)?|count the)\s+(?:all\s+)?(?:the\s+)?(?:rows?|records?|entries|lines)(?:\s+(?:are|is|do|does|there|we|i|you|it|have|has|in|here|the|this|total|data|file|table|source|all))*\s*[?.!]*\s*$/i;

export const asksRowCount = (question: string): boolean => ROWS.test(question);

/** Null where a count is not known, and for a single table, which is better counted: then it is a question about data. */
function rowsText({ tables }: Catalog): string | null {
  const counts = tables.flatMap(({ rowCount }) => rowCount ?? []);
  if (tables.length < 2 || counts.length < tables.length) return null;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const listed = tables.slice(0, SHOWN_TABLES).map(tableText);
  const more = tables.length - listed.length;
  return `There are ${total.toLocaleString("en-US")} rows in ${tables.length} tables: ${joinWords(more > 0 ? [...listed, `${more} more`] : listed)}.`;
}

const SHOWN_TABLES = 20;

function tablesText(catalog: Catalog): string {
  const { tables } = catalog;
  if (tables.length === 0) return "This source has no tables.";
  const shown = tables.slice(0, SHOWN_TABLES).map(tableText);
  const listed = tables.length > SHOWN_TABLES ? [...shown, `${tables.length - SHOWN_TABLES} more`] : shown;
  return `There ${tables.length === 1 ? "is 1 table" : `are ${tables.length} tables`}: ${joinWords(listed)}.`;
}

const tableText = (table: Table): string =>
  table.rowCount === undefined ? table.name : `${table.name} (${table.rowCount.toLocaleString("en-US")} rows)`;

const COLUMNS =
  /^\s*(?:what|which|list|show|give|describe)(?:\s+(?:me|are|all|the|is))*\s+(?:columns?|fields?|attributes|schema|structure)\s+(?:(?:does|do|are|is|of|in|has|have|the|for|there|from)\s+)*(.+?)(?:\s+table)?(?:\s+(?:have|has|contain|contains))?\s*[?.!]*\s*$/i;
const DESCRIBE =
  /^\s*(?:describe|what(?:'s| is) in|tell me about|explain)\s+(?:the\s+)?(?:table\s+)?(.+?)(?:\s+table)?\s*[?.!]*\s*$/i;

function columnsText(question: string, catalog: Catalog): string | null {
  const named = COLUMNS.exec(question)?.[1] ?? DESCRIBE.exec(question)?.[1];
  const table = named === undefined ? undefined : catalog.tables.find((candidate) => sameName(candidate.name, named));
  if (table === undefined) return null;
  const columns = table.columns.map((column) => `${column.name} (${typeWord(column.type.kind)})`);
  const about = table.comment === undefined ? "" : ` ${table.comment}`;
  return `${tableText(table)} has ${columns.length} columns: ${joinWords(columns)}.${about}`;
}

const typeWord = (kind: string): string =>
  kind === "integer" || kind === "bigint" ? "whole number" : kind === "decimal" || kind === "double" ? "number" : kind;

const sameName = (name: string, asked: string): boolean => nameKey(name) === nameKey(asked);
const nameKey = (name: string): string =>
  columnWords(name)
    .toLowerCase()
    .replace(/["'`\s]/g, "")
    .replace(/s$/, "");

function helpText(catalog: Catalog): string {
  const names = catalog.tables.slice(0, 5).map((table) => columnWords(table.name));
  const about = names.length === 0 ? "" : ` about ${joinWords(names)}`;
  return `Ask me a question${about} in plain words: I answer with the figures, a chart, and the SQL behind them.`;
}
