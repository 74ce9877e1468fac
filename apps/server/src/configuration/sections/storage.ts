import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

const GIGABYTE = 1024 ** 3;
const HOUR_MS = 3_600_000;

/** What is kept, where and for how long. */
export const storageSection = {
  databaseUrl: z
    .url({ protocol: /^postgres(ql)?$/, error: "It must be an address such as postgres://user:password@host/name." })
    .optional()
    .describe("PostgreSQL for the product's own data, needed by several instances; absent: inside the data folder.")
    .register(settingFacts, { key: "storage.databaseUrl", env: "PARLANCE_DATABASE_URL", isSecret: true }),
  redisUrl: z
    .url({ protocol: /^rediss?$/, error: "It must be an address such as redis://host:6379." })
    .optional()
    .describe("Redis for what several instances share; absent: memory of this process.")
    .register(settingFacts, { key: "storage.redisUrl", env: "PARLANCE_REDIS_URL", isSecret: true }),
  maxUploadBytes: z
    .number()
    .int()
    .positive()
    .default(2 * GIGABYTE)
    .describe("Largest upload, all its files together.")
    .register(settingFacts, { key: "uploads.maxSize", unit: "bytes", isLive: true }),
  uploadLifetimeMs: z
    .number()
    .int()
    .positive()
    .default(24 * HOUR_MS)
    .describe("How long temporary uploads are kept.")
    .register(settingFacts, { key: "uploads.keepFor", unit: "ms", isLive: true }),
  conversationLifetimeMs: z
    .number()
    .int()
    .min(0)
    .max(36_500 * 24 * HOUR_MS)
    .default(30 * 24 * HOUR_MS)
    .describe("Conversations and saved answers are kept this long after their last change; 0: until they are deleted.")
    .register(settingFacts, {
      key: "conversations.keepFor",
      unit: "ms",
      env: "PARLANCE_CONVERSATION_DAYS",
      envUnit: "d",
      isLive: true,
    }),
  connectionLifetimeMs: z
    .number()
    .int()
    .positive()
    .default(30 * 24 * HOUR_MS)
    .describe("A connection that is neither synced nor changed this long is removed with its credentials.")
    .register(settingFacts, { key: "connections.keepFor", unit: "ms", isLive: true }),
  sweepEveryMs: z
    .number()
    .int()
    .positive()
    .default(10 * 60_000)
    .describe("How often expired uploads are removed.")
    .register(settingFacts, { key: "jobs.sweepEvery", unit: "ms", isLive: true }),
  scheduleEveryMs: z
    .number()
    .int()
    .positive()
    .default(20_000)
    .describe("How often due syncs are looked for.")
    .register(settingFacts, { key: "jobs.lookForSyncsEvery", unit: "ms", isLive: true }),
};
