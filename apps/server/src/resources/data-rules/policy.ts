import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import { assertCanChange } from "../sources/policy.ts";
import type { SourceRow } from "../sources/store.ts";

/** Rules are about sources of a workspace that people share, and stand with the data: a combination takes over those of its members. */
export function assertCanRule(identity: Identity, row: SourceRow | undefined): asserts row is SourceRow {
  assertCanChange(identity, row);
  if (identity.kind === "anonymous") throw new AppError("DATA_RULES_NEED_MEMBERS");
  if (row.kind === "combined") throw new AppError("DATA_RULE_ON_COMBINATION");
}
