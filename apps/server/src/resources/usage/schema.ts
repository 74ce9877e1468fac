import { z } from "zod";

export const usageQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });

const figures = {
  questions: z.number(),
  statements: z.number().describe("SQL that people wrote themselves."),
  unanswered: z.number().describe("Questions that were not understood well enough to be answered."),
  failed: z.number(),
  people: z.number(),
  p50Ms: z.number().describe("Half of the answers took no longer than this, from the request to the answer."),
  p95Ms: z.number(),
};

const asked = z.object({ question: z.string(), count: z.number(), lastAt: z.string() });

export const usage = z
  .object({
    from: z.string(),
    to: z.string(),
    total: z.object(figures),
    days: z.array(z.object({ day: z.string(), ...figures })).describe("Every day (UTC) of the time asked for."),
    sources: z.array(z.object({ sourceId: z.string(), name: z.string().nullable(), ...figures })),
    people: z.array(
      z.object({ principal: z.string(), name: z.string().nullable(), email: z.string().nullable(), ...figures }),
    ),
    errors: z.array(z.object({ code: z.string(), count: z.number() })),
    topQuestions: z.array(asked),
    unansweredQuestions: z.array(asked),
    storage: z.object({ sources: z.number(), bytes: z.number() }),
  })
  .meta({ id: "Usage" });

export type Usage = z.output<typeof usage>;
