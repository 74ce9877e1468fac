import { AppError } from "@parlance/core";
import type { SavedAnswerRow } from "./store.ts";

/** Stores only find what is the owner's own; a foreign saved answer is answered like one that does not exist. */
export function assertFound(row: SavedAnswerRow | undefined): asserts row is SavedAnswerRow {
  if (row === undefined) throw new AppError("SAVED_ANSWER_NOT_FOUND");
}
