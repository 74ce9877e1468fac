import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

/** What the server tells about itself. */
export const loggingSection = {
  logLevel: z
    .enum(["silent", "error", "warn", "info", "debug"])
    .default("warn")
    .describe("How much is logged.")
    .register(settingFacts, { key: "logging.level", env: "PARLANCE_LOG_LEVEL", isLive: true }),
};
