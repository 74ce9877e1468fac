import { AppError } from "@parlance/core";
import type { EvaluationRow } from "./store.ts";

/** An evaluation belongs to the workspace that ran it; the store finds no other. */
export function assertKnown(row: EvaluationRow | undefined): asserts row is EvaluationRow {
  if (row === undefined) throw new AppError("EVALUATION_NOT_FOUND");
}

/** Whoever may ask a source may put questions to the test that it answers. */
export { assertCanRead as assertCanEvaluate } from "../sources/policy.ts";
