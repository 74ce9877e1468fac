import { z } from "zod";
import { id } from "../../wire/source.ts";

export const syncBody = z
  .object({
    id: z.string(),
    cause: z.enum(["created", "person", "schedule"]),
    state: z.enum(["running", "done", "failed"]),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    version: z.string().nullable().describe("The catalog version it made; null when nothing had changed."),
    tablesAdded: z.number(),
    tablesRemoved: z.number(),
    tablesChanged: z.number(),
    tableCount: z.number().nullable(),
    rowCount: z.number().nullable(),
    errorCode: z.string().nullable(),
    message: z.string().nullable().describe("Why it failed, for people."),
  })
  .meta({ id: "Sync" });

export const syncList = z
  .object({ items: z.array(syncBody), nextCursor: z.string().nullable() })
  .meta({ id: "SyncList" });

export const syncListQuery = z.object({
  cursor: id.optional().describe("nextCursor of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const syncHeaders = z.object({ accept: z.string().optional() });

export type Sync = z.output<typeof syncBody>;
