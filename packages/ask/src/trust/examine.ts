import type { Insight, Receipt, Remedy, Trust } from "@parlance/core";
import { refusalError } from "@parlance/sql";
import { recallShown } from "../draft-memory.ts";
import { findReversalFor } from "../insights/reversal-of.ts";
import type { AskNeeds } from "../needs.ts";
import { countBehind } from "../receipt/count-behind.ts";
import { dateWindowOf } from "../receipt/date-window.ts";
import { makeReceipt } from "../receipt/make-receipt.ts";
import { readStatement } from "../receipt/read-statement.ts";
import { isEmptyResult } from "../repair/diagnose-empty.ts";
import { remediesForEmpty } from "../repair/remedies-for-empty.ts";
import { countedOnce, countOnce } from "../repair/single-count.ts";
import { guard } from "../steps/check.ts";
import { type AnsweredStatement, recallAnswered } from "./answer-memory.ts";
import { judgeTrust } from "./judge-trust.ts";
import { readFrame } from "./read-frame.ts";
import { secondReading } from "./second-reading.ts";

export interface Examination {
  readonly trust: Trust;
  readonly receipt: Receipt;
  readonly remedies: readonly Remedy[];
  readonly insights: readonly Insight[];
}

export interface ExaminedStatement {
  readonly sql: string;
  /** Empty for a person's own statement. */
  readonly question: string;
}

const PAGE_ROWS = 1_000;

/**
 * Looks behind an answer by asking the source again: counts around joins, missing values, a second reading, true totals.
 * Everything runs under the guard and short limits. Errors: SQL_* when the statement itself may not run.
 */
export async function examine(asked: ExaminedStatement, needs: AskNeeds, signal?: AbortSignal): Promise<Examination> {
  const context = { needs, signal };
  const { policy } = needs.source;
  const checked = await guard(asked.sql, { policy, request: { question: "", mode: "run" } }, context);
  if (!checked.verdict.isAllowed) throw refusalError(checked.verdict.refusal);
  const known = recallAnswered(asked.sql, needs) ?? unknownStatement(asked, checked.verdict.tables, needs);
  // Counting cuts the statement and puts it together anew, which only its own SQL allows.
  const facts = needs.source.catalog.dialect === "mongodb" ? null : known.trust.facts;
  const page = await readFrame(asked.sql, PAGE_ROWS, policy, context);
  const receipt = makeReceipt(known.receipt);
  const stored = page ?? { columns: [], rowCount: 0, data: [] };
  const [counted, totals, second, reversal] = await Promise.all([
    facts === null ? receipt : countBehind(receipt, asked.sql, facts, policy, context),
    facts === null ? null : countOnce(asked.sql, facts, policy, context),
    page === null
      ? { kind: "none" as const, why: "The statement took too long." }
      : secondReading(known, page, policy, context),
    facts === null || page === null ? null : findReversalFor(asked.sql, facts, page, policy, context),
  ]);
  const isTruncated = stored.rowCount >= PAGE_ROWS ? known.receipt.isTruncated : false;
  const result = { page: stored, rowCount: stored.rowCount, isTruncated };
  const trust = judgeTrust({ ...known.trust, result, examined: { second, totals } });
  const once = facts === null ? null : countedOnce(asked.sql, facts, needs.source.catalog, totals ?? []);
  const isEmpty = page !== null && isEmptyResult({ rowCount: page.rowCount, firstPage: page });
  const forEmpty = facts === null || !isEmpty ? [] : await remediesForEmpty(asked.sql, facts, policy, context);
  return {
    trust,
    receipt: counted,
    remedies: once === null ? forEmpty : [once, ...forEmpty],
    insights: reversal === null ? [] : [reversal],
  };
}

/** A statement that this process has not answered with, such as one from before a restart: nothing is taken for granted. */
function unknownStatement(
  { sql, question }: ExaminedStatement,
  tables: readonly string[],
  needs: AskNeeds,
): AnsweredStatement {
  const { source, timeZone } = needs;
  const query = recallShown(sql, needs) ?? null;
  const { text, facts } = readStatement(sql, query, source.catalog);
  const dateWindow = facts === null ? null : dateWindowOf(facts);
  const draftedBy: Receipt["draftedBy"] = question === "" ? "person" : "model";
  const shared = { text, facts, dateWindow, definitions: [], source, draftedBy };
  const flags = { isFromCache: false, isTruncated: false, models: [], filters: [], query };
  return {
    receipt: { ...shared, ...flags, tables, timeZone },
    trust: { ...shared, sql, question, verifiedFor: null, unusedWords: null, assumptions: [], otherReadings: 0 },
    others: [],
    confidence: 0,
  };
}
