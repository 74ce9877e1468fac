import { z } from "zod";

const share = (of: string) =>
  z.object({ used: z.number(), limit: z.number().nullable().describe("Null: as much as is asked for.") }).describe(of);

const models = {
  tokens: share("Tokens read and written by language models."),
  usd: share("What calls whose price is known have cost, in US dollars."),
  unpricedCalls: z
    .number()
    .describe(
      "Calls of this month whose price is not known: a limit in dollars does not hold them, one in tokens does.",
    ),
};

export const limitsBody = z
  .object({
    storage: z.object({ usedBytes: z.number(), limitBytes: z.number() }),
    models: z.object({
      from: z.string().describe("Start of the month (UTC) that is counted."),
      until: z.string().describe("When counting starts anew."),
      workspace: z.object(models),
      person: z.object(models).describe("You, in this workspace."),
    }),
  })
  .meta({ id: "WorkspaceLimits" });

const limit = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable();

export const limitsChange = z
  .strictObject({
    userId: z.string().min(1).max(100).optional().describe("Sets the limits of a member; absent: of the workspace."),
    storageBytes: limit.optional(),
    modelTokens: limit.optional(),
    modelUsd: z
      .number()
      .min(0)
      .max(1e9)
      .nullable()
      .optional()
      .describe("Holds calls whose price is known; set modelTokens as well where a model has none."),
  })
  .describe("What is not named stays; a null is the server's own limit again.");

export type LimitsBody = z.output<typeof limitsBody>;
export type LimitsChange = z.output<typeof limitsChange>;
