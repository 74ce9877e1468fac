import { z } from "zod";
import { CONFIGURED_BY } from "../../database/model-tables.ts";

export const providerScope = z
  .enum(["workspace", "mine"])
  .describe("workspace: everybody in the workspace; mine: the caller alone, before the workspace's.");
export type ProviderScope = z.output<typeof providerScope>;

export const providerParameter = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, "Not the id of a provider."),
});
export const scopeQuery = z.object({ scope: providerScope.default("mine") });

const modelName = z.string().trim().min(1).max(300);
const config = z
  .record(z.string().max(200), z.unknown())
  .describe(
    "Settings as the provider's schema lists them. Secrets are sealed and never sent back; left out, they stay.",
  );

const providerSetting = z.object({
  by: z.enum(["workspace", "you"]),
  model: z.string(),
  config: z.record(z.string(), z.unknown()).describe("Without the secrets, which are never sent."),
  secretFields: z.array(z.string()).describe("Settings that are kept sealed."),
  isChosen: z.boolean().describe("Of several that are configured, the one that is asked."),
  isReadable: z.boolean().describe("False when its key has to be entered again."),
  revision: z.number(),
  updatedAt: z.string(),
});

export const providerBody = z
  .object({
    id: z.string(),
    label: z.string(),
    streams: z.boolean(),
    json: z.boolean().describe("Holds a reply to a JSON Schema by itself."),
    embeds: z.boolean(),
    listsModels: z.boolean(),
    isLocal: z.boolean().describe("Runs in this process; nothing leaves the machine."),
    config: z
      .record(z.string(), z.unknown())
      .describe("JSON Schema of the settings, marked as those of GET /connectors are."),
    settings: z.array(providerSetting),
  })
  .meta({ id: "ModelProvider" });

const modelInUse = z.object({
  provider: z.string(),
  model: z.string().describe("Empty where the server is still to be asked which it has."),
  by: z.enum(CONFIGURED_BY),
  isInHouse: z.boolean().describe("Its address is of this machine or a private network."),
});

export const providerList = z
  .object({
    items: z.array(providerBody),
    inUse: z.array(modelInUse).describe("What is asked, in this order, until one answers; empty: the engine alone."),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "ModelProviderList" });

export const providerChange = z.strictObject({
  scope: providerScope.default("mine"),
  model: modelName,
  config,
  isChosen: z.boolean().default(true),
});

export const providerTest = z.strictObject({ scope: providerScope.default("mine"), model: modelName, config });
export const modelQuery = z.strictObject({ scope: providerScope.default("mine"), config });

export const testAnswer = z
  .object({
    provider: z.string(),
    model: z.string(),
    elapsedMs: z.number(),
    attempts: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    costUsd: z.number().nullable().describe("Null where no price is known."),
  })
  .meta({ id: "ModelTest" });

export const modelList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        kind: z.enum(["language", "embedding"]),
        price: z
          .object({ input: z.number(), output: z.number() })
          .optional()
          .describe("US dollars per million tokens."),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "ModelList" });

export type ProviderBody = z.output<typeof providerBody>;
export type ProviderSetting = z.output<typeof providerSetting>;
export type ProviderChange = z.output<typeof providerChange>;
export type ProviderTest = z.output<typeof providerTest>;
export type ProviderList = z.output<typeof providerList>;
export type ModelQuery = z.output<typeof modelQuery>;
export type TestAnswer = z.output<typeof testAnswer>;
export type ModelListBody = z.output<typeof modelList>;
