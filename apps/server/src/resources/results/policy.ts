import { AppError } from "@parlance/core";
import type { KnownResult } from "../../asking/result-registry.ts";
import type { OpenSource } from "../sources/source-access.ts";

/** A result belongs to whoever asked, only as long as its source has not changed since, nor what they may see of it. */
export function assertCanReadResult(
  result: KnownResult | undefined,
  { version, governed }: Pick<OpenSource, "version" | "governed">,
): asserts result is KnownResult {
  const isSame = result?.sourceVersion === version && result.restrictions === governed.fingerprint;
  if (result === undefined || !isSame) throw new AppError("RESULT_NOT_FOUND");
}
