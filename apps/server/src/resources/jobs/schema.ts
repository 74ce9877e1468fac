import { z } from "zod";

export const JOB_KINDS = ["sync", "evaluation", "sweep", "look-for-syncs", "index", "backup", "mail"] as const;

export const job = z
  .object({
    id: z.string(),
    kind: z.enum(JOB_KINDS),
    subject: z.string().nullable().describe("What it is about: the name of a source."),
    workspaceId: z.string().nullable(),
    state: z
      .enum(["running", "waiting", "done", "failed", "stopped"])
      .describe("waiting: it runs again by itself, or has not run yet."),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    message: z.string().nullable().describe("Why it failed the last time, or how much waits."),
    canCancel: z.boolean(),
    canRun: z.boolean().describe("Once more, or now rather than when its time has come."),
  })
  .meta({ id: "Job" });

export const jobList = z
  .object({
    items: z.array(job).describe("What runs first, then the latest. Chores are those of the instance that answers."),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "JobList" });

export const jobParameter = z.object({ id: z.string().min(1).max(100) });

export type Job = z.output<typeof job>;
export type JobList = z.output<typeof jobList>;
