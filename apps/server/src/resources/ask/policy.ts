import { AppError } from "@parlance/core";
import { allows } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { SourceRow } from "../sources/store.ts";

/** A statement in the place of a question. The pipeline reads the same words as one. */
const STATEMENT =
  /^\s*(?:select\s[\s\S]*\bfrom\b|with\s+\S+\s+as\s*\(|from\s+\S+\s+select\b|(?:describe|summarize)\s+\S+\s*;)/i;

/** Whoever may not write SQL may not write it here either. */
export function assertMayWrite(identity: Identity, question: string): void {
  if (STATEMENT.test(question) && !allows(identity, "query.run")) throw new AppError("PERMISSION_DENIED");
}

/** Whoever may read a source may ask it, once it holds anything. */
export function assertCanAsk(identity: Identity, row: SourceRow | undefined): asserts row is SourceRow {
  assertCanRead(identity, row);
  assertHolds(row);
}

/** The first sync of a source has succeeded, so that there are tables to speak of. */
export function assertHolds(row: SourceRow): void {
  if (row.version !== "") return;
  if (row.status === "syncing") throw new AppError("SOURCE_SYNCING");
  throw new AppError("SOURCE_UNREACHABLE", row.statusReason === null ? {} : { message: row.statusReason });
}
