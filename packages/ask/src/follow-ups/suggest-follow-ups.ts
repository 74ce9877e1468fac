import { type Column, type FollowUp, isTemporal, type Table } from "@parlance/core";
import { askEngine } from "@parlance/engine";
import { type Query, queryTables, readStatementFacts, type StatementFacts } from "@parlance/sql";
import { recallShown } from "../draft-memory.ts";
import type { AskNeeds } from "../needs.ts";
import { columnWords } from "../present/words.ts";
import { dataSpan } from "../receipt/data-span.ts";
import { dateWindowOf } from "../receipt/date-window.ts";
import { guard } from "../steps/check.ts";
import { readFrame } from "../trust/read-frame.ts";
import { resolveColumn } from "../trust/resolve-column.ts";

const OFFERED = 3;
const TRIED = 8;
const MAX_CATEGORIES = 12;

export interface AnsweredQuestion {
  readonly question: string;
  readonly sql: string;
}

/**
 * What one might ask next. Each is put to the engine as it would be typed, checked by the guard and run, and is offered
 * only when it is understood for sure and finds something. Empty where the query behind the statement is not known.
 */
export async function suggestFollowUps(
  { question, sql }: AnsweredQuestion,
  needs: AskNeeds,
  signal?: AbortSignal,
): Promise<readonly FollowUp[]> {
  const query = recallShown(sql, needs);
  const facts = readStatementFacts(sql, needs.source.catalog.dialect);
  if (query === undefined || facts === null) return [];
  const context = { needs, signal };
  const { policy } = needs.source;
  const offered: FollowUp[] = [];
  const seen = new Set([sql]);
  for (const candidate of candidates(sql, query, facts, needs).slice(0, TRIED)) {
    if (offered.length === OFFERED) break;
    const followed = readAsFollowUp(candidate, question, query, needs);
    if (followed === null || seen.has(followed)) continue;
    seen.add(followed);
    const checked = await guard(followed, { policy, request: { question: candidate, mode: "run" } }, context);
    const frame = checked.verdict.isAllowed ? await readFrame(checked.sql, 1, policy, context) : null;
    if (frame !== null && frame.rowCount > 0 && frame.data.some((cells) => cells[0] !== null)) {
      offered.push({ question: candidate, sql: followed });
    }
  }
  return offered;
}

function readAsFollowUp(candidate: string, question: string, query: Query, needs: AskNeeds): string | null {
  const { clock, timeZone, source } = needs;
  const result = askEngine({
    question: candidate,
    source: source.prepared,
    now: clock.now(),
    timeZone,
    previous: { question, query },
  });
  const isSure = result.verdict === "answer" && result.unusedWords.length === 0;
  return isSure ? (result.readings[0]?.sql ?? null) : null;
}

/** One of each kind in turn, so that what is offered is varied. */
function candidates(sql: string, query: Query, facts: StatementFacts, needs: AskNeeds): string[] {
  const { catalog } = needs.source;
  const names = new Set(queryTables(query).map((name) => name.toLowerCase()));
  const tables = catalog.tables.filter((table) => names.has(table.name.toLowerCase()));
  const text = sql.toLowerCase();
  const isFigure = facts.aggregates.length > 0;
  const open = tables.flatMap((table) =>
    table.columns.filter((column) => isCategory(column) && !text.includes(column.name.toLowerCase())),
  );
  const groups = isFigure && facts.groupBy.length < 2 ? open.map((column) => `by ${columnWords(column.name)}`) : [];
  const only = open.flatMap((column) => {
    const value = column.profile?.topValues[0]?.value;
    return value === undefined || value.trim() === "" ? [] : [`only ${value}`];
  });
  const periods = isFigure ? timeQuestions(facts, tables, needs) : [];
  const lists = [periods, groups, only];
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
}

const isCategory = ({ type, profile }: Column): boolean =>
  type.kind === "text" && profile !== undefined && profile.distinct >= 2 && profile.distinct <= MAX_CATEGORIES;

function timeQuestions(facts: StatementFacts, tables: readonly Table[], { source }: AskNeeds): string[] {
  const window = dateWindowOf(facts);
  const resolved = window === null ? null : resolveColumn(window.column, facts, source.catalog);
  const span = resolved === null ? null : dataSpan(resolved);
  const [from, to] = [window?.from ?? "", window?.to ?? ""];
  const year = Number(from.slice(0, 4));
  const isYear = from.endsWith("-01-01") && to === `${year + 1}-01-01`;
  const before = isYear && span !== null && span.from <= `${year - 1}-12-31` ? [`what about ${year - 1}?`] : [];
  const isDated = tables.some((table) => table.columns.some((column) => isTemporal(column.type)));
  const isGrouped = facts.groupBy.length > 0;
  return [...before, ...(isDated && !isGrouped ? ["by month"] : [])];
}
