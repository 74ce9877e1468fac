import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { SourceRow } from "../sources/store.ts";

/** Whoever may read a source may combine it; a combination of combinations would hide where rows come from. */
export function assertCanCombine(identity: Identity, source: SourceRow | undefined): asserts source is SourceRow {
  assertCanRead(identity, source);
  if (source.kind === "combined") {
    throw new AppError("COMBINATION_INVALID", { message: `${source.name} is itself a combination; choose its parts.` });
  }
  if (source.version === "") throw new AppError("SOURCE_SYNCING");
}

export {
  assertCanChange as assertCanChangeCombination,
  assertCanRead as assertCanReadCombination,
} from "../sources/policy.ts";
