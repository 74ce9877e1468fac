import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

const DAY_MS = 24 * 3_600_000;

/** What is remembered of who did and asked what. */
export const auditingSection = {
  auditLifetimeMs: z
    .number()
    .int()
    .min(0)
    .default(400 * DAY_MS)
    .describe("Events of the audit trail are kept this long; 0: for ever.")
    .register(settingFacts, { key: "auditing.keptFor", env: "PARLANCE_AUDIT_KEPT_FOR", unit: "ms", isLive: true }),
  usageLifetimeMs: z
    .number()
    .int()
    .min(0)
    .default(90 * DAY_MS)
    .describe("Questions are kept this long for the usage figures; 0: not at all.")
    .register(settingFacts, { key: "auditing.usageKeptFor", env: "PARLANCE_USAGE_KEPT_FOR", unit: "ms", isLive: true }),
};
