import { PLAIN_LINE } from "@parlance/core";
import { z } from "zod";
import { cursor } from "../../http/page-cursor.ts";
import { chartSpec } from "../../wire/result.ts";
import { id } from "../../wire/source.ts";
import { acceptCost, MAX_SQL } from "../ask/schema.ts";

const name = z.string().trim().min(1).max(200).regex(PLAIN_LINE, "No control characters.");

export const savedAnswerCreate = z.strictObject({
  sourceId: id,
  name,
  question: z.string().max(2_000).default(""),
  sql: z.string().min(1).max(MAX_SQL).describe("Judged whenever it is run, not when it is saved."),
  chart: chartSpec.nullable().default(null),
});

export const savedAnswerPatch = z.strictObject({ name });

export const runBody = z.strictObject({ acceptCost });

export const savedAnswerBody = z
  .object({
    id: z.string(),
    name: z.string(),
    question: z.string(),
    sql: z.string(),
    chart: chartSpec.nullable(),
    sourceId: z.string().nullable().describe("Null once the source is gone: it can be read, not run."),
    sourceName: z.string(),
    revision: z.number(),
    createdAt: z.string(),
    updatedAt: z.string(),
    runAt: z.string().nullable().describe("When it was last run from here."),
    expiresAt: z.string().nullable(),
    workspaceSharedAt: z
      .string()
      .nullable()
      .describe("Since when everybody in the workspace may read and run it; null: only its owner."),
    owner: z.string().describe("Name of whose it is; empty where nobody has an account."),
    isYours: z.boolean(),
  })
  .meta({ id: "SavedAnswer" });

export const savedAnswerList = z
  .object({ items: z.array(savedAnswerBody), nextCursor: z.string().nullable() })
  .meta({ id: "SavedAnswerList" });

export const savedSearch = z.object({
  q: z.string().max(200).default("").describe("Words, all of which are in the name, the question or the SQL."),
  sourceId: id.optional(),
  scope: z
    .enum(["mine", "workspace"])
    .default("mine")
    .describe("mine: your own; workspace: what people of the workspace have shared with it, you among them."),
  cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const createHeaders = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, "1 to 200 printable characters.")
    .optional()
    .describe("A repeated request with the same key gets the same saved answer."),
});

export type SavedAnswer = z.output<typeof savedAnswerBody>;
export type SavedAnswerCreate = z.output<typeof savedAnswerCreate>;
export type SavedSearch = z.output<typeof savedSearch>;
