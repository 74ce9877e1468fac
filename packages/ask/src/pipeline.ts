import { type Answer, AppError } from "@parlance/core";
import type { Emit } from "./events.ts";
import type { AskNeeds } from "./needs.ts";
import type { AskRequest } from "./state.ts";
import { takeStep } from "./step.ts";
import { check } from "./steps/check.ts";
import { consult } from "./steps/consult.ts";
import { draft } from "./steps/draft.ts";
import { present } from "./steps/present.ts";
import { readIntent } from "./steps/read-intent.ts";
import { repair } from "./steps/repair.ts";
import { retrieve } from "./steps/retrieve.ts";
import { runStatement } from "./steps/run-statement.ts";

/**
 * A question's life. Each step is a file with its test; the stream's events are sent between steps.
 * Errors: QUESTION_EMPTY, SQL_*, QUERY_*, ENGINE_RESTARTED. Stops at the signal with QUERY_CANCELLED.
 */
export async function ask(request: AskRequest, needs: AskNeeds, emit: Emit, signal?: AbortSignal): Promise<Answer> {
  if (request.question.trim() === "") throw new AppError("QUESTION_EMPTY");
  const context = { needs, signal };
  const intended = await takeStep(readIntent, { request }, context, emit);
  const retrieved = await takeStep(retrieve, intended, context, emit);
  const drafted = await takeStep(draft, retrieved, context, emit);
  const consulted = await takeStep(consult, drafted, context, emit);
  const checked = await takeStep(check, consulted, context, emit);
  const ran = await takeStep(runStatement, checked, context, emit);
  const repaired = await takeStep(repair, ran, context, emit);
  const presented = await takeStep(present, repaired, context, emit);
  return presented.answer;
}
