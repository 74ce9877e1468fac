import { DEFAULT_LIMITS } from "@parlance/core";
import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

const GIGABYTE = 1024 ** 3;

/** What anybody may use of this server. */
export const limitsSection = {
  queryTimeoutMs: z
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(DEFAULT_LIMITS.timeoutMs)
    .describe("A statement still running after this long is stopped.")
    .register(settingFacts, { key: "limits.queryTimeout", unit: "ms" }),
  requestsPerMinute: z
    .number()
    .int()
    .positive()
    .default(6000)
    .describe("API requests one address may make a minute.")
    .register(settingFacts, { key: "limits.requestsPerMinute", isLive: true }),
  warnAboveRows: z
    .number()
    .int()
    .positive()
    .default(10_000_000)
    .describe("A query that its source expects to read more rows is run only when the person agrees.")
    .register(settingFacts, { key: "limits.warnAboveRows" }),
  warnAboveBytes: z
    .number()
    .int()
    .positive()
    .default(10 * GIGABYTE)
    .describe("The same for bytes read.")
    .register(settingFacts, { key: "limits.warnAboveSize", unit: "bytes" }),
};
