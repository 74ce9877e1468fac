import { knowledgeBody } from "@parlance/knowledge";
import { z } from "zod";
import { id } from "../../wire/source.ts";
import { entryBody } from "../knowledge/schema.ts";

const question = z.string().trim().min(1).max(2_000);
const sql = z.string().trim().min(1).max(20_000);
const comment = z.string().trim().max(2_000).optional();

export const feedbackCreate = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("good"), question, sql }).describe("The answer is right."),
  z.strictObject({ kind: z.literal("bad"), question, sql: sql.optional(), comment }).describe("The answer is wrong."),
  z.strictObject({ kind: z.literal("picked"), question, sql }).describe("Another reading was meant: this one."),
  z.strictObject({ kind: z.literal("edited"), question, sql, comment }).describe("The statement as it should be."),
  z
    .strictObject({ kind: z.literal("meant"), question, body: knowledgeBody, comment })
    .describe("What a word of the question stands for."),
]);

export const feedbackAnswer = z
  .object({ proposals: z.array(entryBody).describe("What was suggested because of it; somebody has to approve it.") })
  .meta({ id: "FeedbackAnswer" });

export const feedbackItem = z
  .object({
    id: z.string(),
    kind: z.enum(["good", "bad", "picked", "edited", "meant"]),
    question: z.string(),
    sql: z.string().nullable(),
    comment: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: "Feedback" });

export const feedbackList = z
  .object({ items: z.array(feedbackItem), nextCursor: z.string().nullable() })
  .meta({ id: "FeedbackList" });

export const feedbackQuery = z.object({
  kind: z.enum(["good", "bad", "picked", "edited", "meant"]).optional(),
  cursor: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export type FeedbackCreate = z.output<typeof feedbackCreate>;
export type FeedbackAnswer = z.output<typeof feedbackAnswer>;
export type FeedbackList = z.output<typeof feedbackList>;
export type FeedbackQuery = z.output<typeof feedbackQuery>;
