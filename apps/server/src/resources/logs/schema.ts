import { z } from "zod";
import { LOG_LEVELS } from "../../observing/recent-log.ts";
import { keptText } from "../../wire/kept-text.ts";

const MOST_LINES = 1_000;

export const logQuery = z.object({
  level: z.enum(LOG_LEVELS).default("debug").describe("Lines of this level and graver ones."),
  text: keptText
    .max(200)
    .default("")
    .describe("A part of the message, of a request's id or of anything else in the line."),
  limit: z.coerce.number().int().min(1).max(MOST_LINES).default(200),
});

const logLine = z
  .object({
    id: z.string(),
    at: z.string(),
    level: z.enum(LOG_LEVELS),
    message: z.string(),
    requestId: z.string().nullable(),
    instance: z.string().describe('"this" where there is one instance.'),
    more: z.string().describe("Everything else of the line, as JSON; empty where there is nothing."),
  })
  .meta({ id: "LogLine" });

export const logList = z
  .object({
    items: z.array(logLine).describe("Newest first."),
    nextCursor: z.string().nullable(),
    level: z.string().describe("What is logged at the moment; lines below it are not there."),
    silentInstances: z.array(z.string()).describe("Alive, but did not answer in time: their lines are missing."),
  })
  .meta({ id: "LogLineList" });

export type LogQuery = z.output<typeof logQuery>;
export type LogList = z.output<typeof logList>;
