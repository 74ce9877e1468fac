import { z } from "zod";

const check = z.enum(["ok", "failing"]);

const processes = z.object({
  kind: z.enum(["query", "source"]),
  running: z.number(),
  spare: z.number(),
  calls: z.number().describe("In flight."),
  starts: z.number(),
  deaths: z.number().describe("Ended without being asked to."),
});

const troubledSource = z.object({
  id: z.string(),
  name: z.string(),
  workspaceId: z.string(),
  status: z.enum(["syncing", "error", "disconnected"]),
  reason: z.string().nullable(),
  since: z.string(),
});

const job = z.object({
  kind: z.enum(["sync"]),
  sourceId: z.string(),
  sourceName: z.string(),
  state: z.enum(["running", "done", "failed"]),
  cause: z.enum(["created", "person", "schedule"]),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  message: z.string().nullable(),
});

export const operationsBody = z
  .object({
    status: z.enum(["ok", "degraded"]),
    version: z.string(),
    uptimeMs: z.number(),
    checks: z.object({ database: check, worker: check, storage: check }),
    processes: z.array(processes),
    longestBlockMs: z.number().describe("The longest standstill of the event loop since the start."),
    droppedLogLines: z.number(),
    sources: z.object({ count: z.number(), troubled: z.array(troubledSource).describe("At most 100.") }),
    jobs: z.array(job).describe("The latest 50."),
    plugins: z.object({ running: z.number(), notRunning: z.number() }),
    orphans: z
      .array(z.object({ workspaceId: z.string(), sourceId: z.string() }))
      .describe("Files that the database does not know, kept since a restore."),
    upgradeBackups: z.array(z.string()).describe("Made before the schema changed, newest first."),
  })
  .meta({ id: "Operations" });

export type OperationsBody = z.output<typeof operationsBody>;
