import { KNOWLEDGE_KINDS, KNOWLEDGE_ORIGINS, KNOWLEDGE_STATUSES } from "@parlance/core";
import { knowledgeBody } from "@parlance/knowledge";
import { z } from "zod";
import { jsonCell } from "../../wire/result.ts";
import { id } from "../../wire/source.ts";
import { uploadKey } from "../uploads/schema.ts";

export const entryParameters = z.object({ id, entryId: id });

const fault = z
  .object({
    field: z.string(),
    message: z.string(),
    nearest: z.string().optional().describe("What was most likely meant."),
  })
  .meta({ id: "KnowledgeFault" });

const time = z.string().describe("ISO-8601, UTC.");

export const entryBody = z
  .object({
    id: z.string(),
    status: z.enum(KNOWLEDGE_STATUSES).describe("Only approved entries change answers."),
    origin: z.enum(KNOWLEDGE_ORIGINS),
    body: knowledgeBody,
    note: z.string().nullable().describe("What led to it."),
    faults: z
      .array(fault)
      .describe("What it names that the source no longer has. Kept, and not used until that is mended."),
    createdAt: time,
    updatedAt: time,
    revision: z.number(),
    writtenBy: z.string().nullable().describe("Name of whoever wrote it down; null: nobody with an account."),
    decidedBy: z.string().nullable().describe("Name of whoever approved or rejected it last."),
  })
  .meta({ id: "KnowledgeEntry" });

export const entryList = z
  .object({
    items: z.array(entryBody),
    nextCursor: z.string().nullable(),
    counts: z.object({ proposed: z.number(), approved: z.number(), rejected: z.number() }),
  })
  .meta({ id: "KnowledgeList" });

export const listQuery = z.object({
  kind: z.enum(KNOWLEDGE_KINDS).optional(),
  status: z.enum(KNOWLEDGE_STATUSES).optional(),
  search: z.string().trim().min(1).max(200).optional(),
  cursor: id.optional().describe("nextCursor of the page before."),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

const note = z.string().trim().max(2_000);
const replace = z
  .boolean()
  .default(false)
  .describe("Takes the place of what is in force about the same thing, instead of KNOWLEDGE_EXISTS.");

export const entryCreate = z.strictObject({
  body: knowledgeBody,
  status: z.enum(["proposed", "approved"]).default("approved"),
  note: note.optional(),
  replace,
});

export const entryPatch = z
  .strictObject({
    body: knowledgeBody.optional(),
    status: z.enum(KNOWLEDGE_STATUSES).optional(),
    note: note.nullable().optional(),
    replace,
  })
  .refine(
    ({ body, status, note: text }) => body !== undefined || status !== undefined || text !== undefined,
    "Nothing to change.",
  );

export const entryTry = z.strictObject({
  body: knowledgeBody,
  question: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .optional()
    .describe("Shows how this question is read with it and without."),
});

const trialReading = z
  .object({
    verdict: z.enum(["answer", "confirm", "ask", "handover"]),
    sql: z.string().nullable(),
    explanation: z.string(),
    unusedWords: z.array(z.string()),
  })
  .meta({ id: "KnowledgeTrialReading" });

export const tryAnswer = z
  .object({
    faults: z.array(fault),
    value: jsonCell.optional().describe("What a figure comes to over everything."),
    isExpressible: z.boolean().optional().describe("False for a figure that only a language model can make use of."),
    before: trialReading.nullable(),
    after: trialReading.nullable(),
  })
  .meta({ id: "KnowledgeTrial" });

export const createHeaders = z.object({ "idempotency-key": uploadKey.optional() });
export const editHeaders = z.object({ "if-match": z.string().optional() });

export type Entry = z.output<typeof entryBody>;
export type EntryList = z.output<typeof entryList>;
export type EntryCreate = z.output<typeof entryCreate>;
export type EntryPatch = z.output<typeof entryPatch>;
export type ListQuery = z.output<typeof listQuery>;
export type EntryTry = z.output<typeof entryTry>;
export type TryAnswer = z.output<typeof tryAnswer>;
