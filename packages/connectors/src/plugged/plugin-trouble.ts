import { AppError, type ErrorCode, isAppError } from "@parlance/core";

/**
 * What a plugin threw, for whoever waits. An error called SourceProblem is the source's own word and is told as it is;
 * anything else is a fault of the plugin, which the server counts by the details and tells the administrator alone.
 */
export function pluginTrouble(error: unknown, told: ErrorCode): AppError {
  if (isAppError(error)) return error;
  if (error instanceof Error && error.name === "SourceProblem") return new AppError(told, { message: error.message });
  return pluginFault("threw", error instanceof Error ? error.message : String(error), error);
}

export const pluginFault = (fault: "threw" | "answered-nonsense", reason: string, cause?: unknown): AppError =>
  new AppError("PLUGIN_FAILED", { details: { fault, reason: reason.slice(0, 500) }, cause });
