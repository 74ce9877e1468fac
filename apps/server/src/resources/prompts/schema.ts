import { z } from "zod";
import { keptText } from "../../wire/kept-text.ts";

const text = keptText.max(20_000);
const versionNumber = z.coerce.number().int().min(1).max(1_000_000);

export const promptParameter = z.object({ id: z.string().regex(/^[a-z][a-z-]{0,40}$/, "Not the id of a prompt.") });
export const versionParameter = promptParameter.extend({ number: versionNumber });

export const promptBody = z
  .object({
    id: z.string(),
    label: z.string(),
    description: z.string(),
    builtIn: z.string(),
    text: z.string().describe("What is in use."),
    activeVersion: z.number().nullable().describe("Null: what is built in. Send it, or 0, as ETag in If-Match."),
    parts: z
      .array(z.object({ name: z.string(), description: z.string() }))
      .describe("What the product fills in; {{name}} has to stand in the text exactly once."),
    tokens: z.number().describe("Of the text in use, its parts left out, by our own count."),
    maxTokens: z.number(),
  })
  .meta({ id: "Prompt" });

export const promptList = z
  .object({ items: z.array(promptBody), nextCursor: z.string().nullable() })
  .meta({ id: "PromptList" });

export const promptVersionBody = z
  .object({
    number: z.number(),
    text: z.string(),
    note: z.string(),
    tokens: z.number(),
    isActive: z.boolean(),
    createdBy: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: "PromptVersion" });

export const promptVersionList = z
  .object({ items: z.array(promptVersionBody), nextCursor: z.string().nullable() })
  .meta({ id: "PromptVersionList" });

export const promptVersionCreate = z.strictObject({
  text,
  note: keptText.trim().max(500).default("").describe("What is different, and why."),
});

export const promptPreviewRequest = z.strictObject({
  text,
  sourceId: keptText.max(100).optional(),
  question: keptText.trim().min(1).max(2_000).optional(),
});

export const promptPreview = z
  .object({
    faults: z.array(z.string()).describe("Why the text cannot be used; empty: it can."),
    tokens: z.number(),
    told: z
      .object({ system: z.string(), user: z.string(), tokens: z.number() })
      .nullable()
      .describe(
        "All that a model would be told of the question; null where no question was given or the text cannot be used.",
      ),
  })
  .meta({ id: "PromptPreview" });

export const promptTest = z.strictObject({
  sourceId: keptText.max(100).describe("Its verified questions are put to the version and to what is in use."),
  timeZone: z.string().max(100).optional(),
});

export const promptActivation = z.strictObject({
  version: z.number().int().min(1).max(1_000_000).nullable().describe("Null: back to what is built in."),
});

export type PromptBody = z.output<typeof promptBody>;
export type PromptVersionBody = z.output<typeof promptVersionBody>;
export type PromptVersionCreate = z.output<typeof promptVersionCreate>;
export type PromptPreviewRequest = z.output<typeof promptPreviewRequest>;
export type PromptPreview = z.output<typeof promptPreview>;
export type PromptTest = z.output<typeof promptTest>;
