import { type AppError, type Catalog, ERRORS, type ErrorCode, isAppError } from "@parlance/core";
import type { Assistance } from "../needs.ts";
import type { DraftProblem } from "../prompts/repair-prompt.ts";
import { isEmptyResult } from "../repair/diagnose-empty.ts";
import { explainFailure } from "../repair/explain-failure.ts";
import type { Drafted, TriedStatement } from "../state.ts";
import type { StepContext } from "../step.ts";
import { guard } from "../steps/check.ts";
import { runOnce } from "../steps/run-statement.ts";
import { isTold } from "./gather-facts.ts";
import { type ComparedText, comparedTexts, missingValueText } from "./sought-values.ts";

/** A model's statement that the guard allows and, where statements are run, the database ran. */
export interface StandingDraft {
  readonly sql: string;
  readonly tables: readonly string[];
  readonly compared: readonly ComparedText[];
  /** Null when nothing is run. */
  readonly tried: TriedStatement | null;
}

export interface Trial {
  /** Null when the statement cannot stand. */
  readonly standing: StandingDraft | null;
  /** What the model should hear; null when there is nothing to mend. */
  readonly problem: DraftProblem | null;
}

/** Puts a model's statement through what every statement goes through: the caller's policy, the guard, the limits. */
export async function tryDraft(
  sql: string,
  state: Drafted,
  assistance: Assistance,
  context: StepContext,
): Promise<Trial> {
  const { source } = context.needs;
  const judged = await guard(sql, state, context);
  if (!judged.verdict.isAllowed) {
    return { standing: null, problem: { kind: "refused", refusal: judged.verdict.refusal, near: null } };
  }
  const { tables } = judged.verdict;
  const told = source.described ?? source.catalog;
  const values = source.values.filter((item) => isTold(told, item.table, item.column));
  const compared = comparedTexts(sql, tables, told, values);
  const standing = { sql: judged.sql, tables, compared, tried: null };
  if (state.request.mode !== "run") return { standing, problem: null };
  const outcome = await runOnce(state, { sql: judged.sql }, context);
  if (outcome.kind === "failed") return { standing: null, problem: failureOf(outcome.error, assistance, context) };
  const ran = { ...standing, tried: { sql: judged.sql, outcome } };
  if (!isEmptyResult(outcome.stored)) return { standing: ran, problem: null };
  const diagnosis = assistance.disclosure === "full" ? missingValueText(compared, values) : null;
  return { standing: ran, problem: { kind: "empty", diagnosis } };
}

/** Errors that name what is wrong with the text; others may quote a cell. */
const ABOUT_NAMES: ReadonlySet<ErrorCode> = new Set(["SQL_SYNTAX", "SQL_UNKNOWN_TABLE", "SQL_UNKNOWN_COLUMN"]);

function failureOf(error: AppError, { disclosure }: Assistance, { needs }: StepContext): DraftProblem {
  const mayTell = disclosure === "full" || ABOUT_NAMES.has(error.code);
  return {
    kind: "failed",
    message: mayTell ? error.message : ERRORS[error.code].message,
    near: nearText(error, needs.source.described ?? needs.source.catalog),
  };
}

/** Names that may have been meant. */
function nearText(error: AppError, catalog: Catalog): string | null {
  const { hint, details = {} } = explainFailure(error, catalog);
  const { name, suggestion, candidates } = details;
  const isHelpful = suggestion !== undefined && suggestion !== name;
  const known = Array.isArray(candidates) ? candidates.map(String).slice(0, 5) : [];
  const parts = [
    ...(isHelpful && hint !== undefined ? [hint] : []),
    ...(known.length > 0 ? [`Near: ${known.join(", ")}.`] : []),
  ];
  return parts.length === 0 ? null : parts.join(" ");
}

export const isModelError = (error: unknown): error is AppError => isAppError(error) && error.code.startsWith("MODEL_");
