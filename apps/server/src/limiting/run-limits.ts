import { DEFAULT_LIMITS, type RunLimits } from "@parlance/core";
import type { Settings } from "../configuration/settings.ts";

/** What a statement may use, as the settings are now. Ask again for each statement: they change while the server runs. */
export const runLimitsNow = (settings: Pick<Settings, "current">): RunLimits => ({
  ...DEFAULT_LIMITS,
  timeoutMs: settings.current().queryTimeoutMs,
});
