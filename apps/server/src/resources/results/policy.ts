import { AppError } from "@parlance/core";
import type { KnownResult } from "../../asking/result-registry.ts";

/** A result belongs to whoever asked, and only as long as its source has not changed since. */
export function assertCanReadResult(
  result: KnownResult | undefined,
  versionNow: string | undefined,
): asserts result is KnownResult {
  if (result === undefined || versionNow !== result.sourceVersion) {
    throw new AppError("RESULT_NOT_FOUND");
  }
}
