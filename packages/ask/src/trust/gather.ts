import { type Catalog, findTable, isTemporal } from "@parlance/core";
import { dateWindowOf } from "../receipt/date-window.ts";
import type { ReceiptInput } from "../receipt/make-receipt.ts";
import { readStatement } from "../receipt/read-statement.ts";
import type { Repaired } from "../state.ts";
import type { StepContext } from "../step.ts";
import type { OtherReading } from "./answer-memory.ts";
import { definitionsUsed } from "./definitions-used.ts";
import type { TrustInput } from "./trust-input.ts";

const VERIFIED = /^your team has verified this answer to "(.+)"$/;

export interface Gathered {
  readonly receipt: ReceiptInput;
  /** Null where nothing ran. */
  readonly trust: TrustInput | null;
  readonly others: readonly OtherReading[];
  /** Of the reading that was taken. */
  readonly confidence: number;
}

/** What receipt and checks go by, gathered once from what the steps found out; null where there is no statement. */
export function gather(state: Repaired, { needs }: StepContext): Gathered | null {
  const { draft, statement, outcome, request } = state;
  if (statement === null) return null;
  const { reading, sql } = statement;
  const { text, facts } = readStatement(sql, reading.query, needs.source.catalog);
  const dateWindow = facts === null ? null : dateWindowOf(facts);
  const { definitions, choices } = definitionsUsed(
    reading.assumptions,
    dateColumnsOf(statement.tables, needs.source.catalog),
  );
  const stored = outcome?.stored ?? null;
  const shared = { text, facts, dateWindow, definitions, source: needs.source, draftedBy: draft.draftedBy };
  const receipt: ReceiptInput = {
    ...shared,
    query: reading.query,
    filters: reading.filters,
    tables: statement.tables,
    timeZone: needs.timeZone,
    isFromCache: outcome?.isFromCache ?? false,
    isTruncated: stored?.isTruncated ?? false,
    models: draft.models ?? [],
  };
  const others = draft.readings.filter((other) => other !== reading);
  if (stored === null) return { receipt, trust: null, others, confidence: draft.confidence };
  const trust: TrustInput = {
    ...shared,
    sql,
    question: state.intent === "sql" ? "" : request.question,
    verifiedFor: verifiedFor(reading.assumptions),
    unusedWords: unusedWords(state),
    assumptions: choices,
    otherReadings: draft.readings.length - 1,
    ...(draft.isChosen ? { isChosen: true } : {}),
    result: { page: stored.firstPage, rowCount: stored.rowCount, isTruncated: stored.isTruncated },
  };
  return { receipt, trust, others, confidence: draft.confidence };
}

const dateColumnsOf = (tables: readonly string[], catalog: Catalog): number =>
  tables.flatMap((name) => findTable(catalog, name)?.columns.filter(({ type }) => isTemporal(type)) ?? []).length;

function verifiedFor(assumptions: readonly string[]): string | null {
  for (const assumption of assumptions) {
    const question = VERIFIED.exec(assumption)?.[1];
    if (question !== undefined) return question;
  }
  return null;
}

/** The engine keeps account of words in its spans; nobody else does. */
function unusedWords({ draft, request, intent, statement }: Repaired): readonly string[] | null {
  const isOwnReading = draft.draftedBy === "engine" && statement?.reading.sql === draft.readings[0]?.sql;
  if (intent === "sql" || !isOwnReading) return null;
  return draft.spans
    .filter((span) => span.role === "unused")
    .map(({ start, end }) => request.question.slice(start, end));
}
