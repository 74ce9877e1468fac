import { z } from "zod";
import { answerBody } from "./answer.ts";
import { chartSpec, frameColumn, jsonRows } from "./result.ts";

const time = z.string().describe("ISO-8601, UTC.");
const sourceId = z.string().nullable().describe("Null once the source is gone: readable, no longer to be asked.");

export const conversationBody = z
  .object({
    id: z.string(),
    title: z.string().describe("The first question until somebody names it."),
    sourceId,
    sourceName: z.string().describe("Of the source asked last."),
    messageCount: z.number(),
    revision: z.number(),
    createdAt: time,
    updatedAt: time,
    expiresAt: time.nullable(),
    sharedAt: time.nullable().describe("When its share link was made; null: not shared."),
    forkedFrom: z.string().nullable(),
    workspaceSharedAt: time
      .nullable()
      .describe("Since when everybody in the workspace may read it; null: only its owner."),
    owner: z.string().describe("Name of whose it is; empty where nobody has an account."),
    isYours: z
      .boolean()
      .describe("Whoever it belongs to goes on in it; others read it, and go on in one of their own."),
  })
  .meta({ id: "Conversation" });

export const messageBody = z
  .object({
    id: z.string(),
    question: z.string(),
    mode: z.enum(["run", "generate"]),
    state: z.enum(["done", "failed", "cancelled"]),
    askedAt: time,
    elapsedMs: z.number(),
    sourceId,
    sourceName: z.string(),
    sql: z.string().nullable(),
    sentence: z.string().nullable().describe("The answer in words; null where there is none or its source is gone."),
    answer: answerBody
      .nullable()
      .describe("With the first rows of its result, 50 at most. Null where it failed, and once its source is gone."),
    isResultKept: z.boolean().describe("The whole result can still be paged and exported by its id."),
    isWithheld: z
      .boolean()
      .describe("It was answered under other rules than hold for you: ask again to get your own answer."),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: "Message" });

export const conversationWithMessages = z
  .object({ conversation: conversationBody, messages: z.array(messageBody) })
  .meta({ id: "ConversationWithMessages" });

/** What a share link shows: words, statements and kept rows, and no id of anything. */
export const sharedConversation = z
  .object({
    title: z.string(),
    sharedAt: time,
    messages: z.array(
      z.object({
        question: z.string(),
        askedAt: time,
        state: z.enum(["done", "failed", "cancelled"]),
        sourceName: z.string(),
        isWithheld: z.boolean().describe("Its source is under rules, so that its answer is not for everybody."),
        sentence: z.string().nullable(),
        explanation: z.string().nullable(),
        assumptions: z.array(z.string()),
        sql: z.string().nullable(),
        chart: chartSpec.nullable(),
        result: z
          .object({
            columns: z.array(frameColumn),
            rows: jsonRows.describe("The first rows, 50 at most."),
            rowCount: z.number(),
            isTruncated: z.boolean(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: "SharedConversation" });

export const historyEntry = messageBody
  .pick({
    id: true,
    question: true,
    state: true,
    askedAt: true,
    sourceId: true,
    sourceName: true,
    sql: true,
    sentence: true,
    isWithheld: true,
  })
  .extend({ conversationId: z.string(), conversationTitle: z.string() })
  .meta({ id: "HistoryEntry" });

export type Conversation = z.output<typeof conversationBody>;
export type Message = z.output<typeof messageBody>;
export type SharedConversation = z.output<typeof sharedConversation>;
export type HistoryEntry = z.output<typeof historyEntry>;
