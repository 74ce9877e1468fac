import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { SourceRow } from "../sources/store.ts";

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
