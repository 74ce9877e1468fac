import { z } from "zod";
import { CONFIGURED_BY } from "../../database/model-tables.ts";

export const usageQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });

const figures = {
  calls: z.number(),
  failed: z.number().describe("Calls without a usable answer; they may cost all the same."),
  inputTokens: z.number(),
  outputTokens: z.number(),
  costUsd: z.number().nullable().describe("Of the calls whose price is known; null when none is."),
  meanMs: z.number(),
};

export const modelUsage = z
  .object({
    from: z.string(),
    to: z.string(),
    total: z.object(figures),
    items: z.array(
      z.object({
        provider: z.string(),
        model: z.string(),
        configuredBy: z.enum(CONFIGURED_BY),
        purpose: z.string(),
        ...figures,
      }),
    ),
    days: z.array(z.object({ day: z.string(), ...figures })).describe("Days (UTC) on which anything was asked."),
  })
  .meta({ id: "ModelUsage" });

export type ModelUsage = z.output<typeof modelUsage>;
