import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { SourceRow } from "../sources/store.ts";

/** Whoever may read a source may ask it, once it holds anything. */
export function assertCanAsk(identity: Identity, row: SourceRow | undefined): asserts row is SourceRow {
  assertCanRead(identity, row);
  if (row.version === "") throw new AppError("SOURCE_SYNCING");
}
