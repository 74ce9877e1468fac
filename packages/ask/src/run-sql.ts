import type { Answer, CostEstimate, GuardVerdict } from "@parlance/core";
import { refusalError } from "@parlance/sql";
import type { Emit } from "./events.ts";
import type { AskNeeds } from "./needs.ts";
import { takeStep } from "./step.ts";
import { check, guard } from "./steps/check.ts";
import { draftOfSql } from "./steps/draft.ts";
import { estimateOf } from "./steps/judge-cost.ts";
import { present } from "./steps/present.ts";
import { repair } from "./steps/repair.ts";
import { runStatement } from "./steps/run-statement.ts";

/** A statement that a person wrote or edited: the second half of a question's life, under the same checks. */
export async function runSql(sql: string, needs: AskNeeds, emit: Emit, signal?: AbortSignal): Promise<Answer> {
  const context = { needs, signal };
  const drafted = {
    request: { question: "", mode: "run" as const },
    intent: "sql" as const,
    reply: null,
    policy: needs.source.policy,
    previous: null,
    draft: draftOfSql(sql),
  };
  const checked = await takeStep(check, drafted, context, emit);
  const ran = await takeStep(runStatement, checked, context, emit);
  const repaired = await takeStep(repair, ran, context, emit);
  const presented = await takeStep(present, repaired, context, emit);
  return presented.answer;
}

/** What the source expects a statement to cost; null where it cannot tell. Errors: SQL_* when it may not run at all. */
export async function estimateSql(sql: string, needs: AskNeeds, signal?: AbortSignal): Promise<CostEstimate | null> {
  const { policy } = needs.source;
  const context = { needs, signal };
  const checked = await guard(sql, { policy, request: { question: "", mode: "generate" } }, context);
  if (!checked.verdict.isAllowed) throw refusalError(checked.verdict.refusal);
  return estimateOf(checked.sql, policy, context);
}

/** What the guard says of a statement, without running anything. */
export async function checkSql(sql: string, needs: AskNeeds, signal?: AbortSignal): Promise<GuardVerdict> {
  const { policy } = needs.source;
  const { verdict } = await guard(sql, { policy, request: { question: "", mode: "generate" } }, { needs, signal });
  return verdict;
}
