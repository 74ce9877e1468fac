import { askEngine, type EngineResult, type PreparedSource } from "@parlance/engine";
import type { Query } from "@parlance/sql";
import type { AskNeeds } from "./needs.ts";

/** Every zone's midnight falls on a quarter of an hour, so within one the engine's "today" cannot change. */
const QUARTER_HOUR_MS = 15 * 60_000;
const REMEMBERED = 200;

/**
 * What the engine made of questions asked lately, by source version. It is deterministic, so this saves its time and
 * changes nothing: many people ask what the page suggests, and every follow-up asks the question before it again.
 */
const remembered = new WeakMap<PreparedSource, Map<string, EngineResult>>();

/** The engine's readings of a question by itself. */
export function readAlone(question: string, needs: AskNeeds): EngineResult {
  const { clock, timeZone, source } = needs;
  const now = clock.now();
  const results = remembered.get(source.prepared) ?? new Map<string, EngineResult>();
  remembered.set(source.prepared, results);
  const key = `${Math.floor(now / QUARTER_HOUR_MS)} ${timeZone} ${question}`;
  const result = results.get(key) ?? askEngine({ question, source: source.prepared, now, timeZone });
  results.delete(key);
  results.set(key, result);
  const [oldest] = results.keys();
  if (results.size > REMEMBERED && oldest !== undefined) results.delete(oldest);
  return result;
}

/** Queries behind statements shown lately, by source version: a follow-up to a follow-up has no question of its own. */
const shown = new WeakMap<PreparedSource, Map<string, Query>>();
const SHOWN = 1_000;

export function rememberShown(
  readings: readonly { readonly sql: string; readonly query: Query | null }[],
  needs: AskNeeds,
): void {
  const queries = shown.get(needs.source.prepared) ?? new Map<string, Query>();
  shown.set(needs.source.prepared, queries);
  for (const { sql, query } of readings) if (query !== null) queries.set(sql, query);
  for (const oldest of queries.keys()) {
    if (queries.size <= SHOWN) break;
    queries.delete(oldest);
  }
}

export const recallShown = (sql: string, needs: AskNeeds): Query | undefined =>
  shown.get(needs.source.prepared)?.get(sql);
