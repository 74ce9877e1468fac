import { PLAIN_LINE } from "@parlance/core";
import { z } from "zod";
import { cursor } from "../../http/page-cursor.ts";
import { conversationBody, historyEntry } from "../../wire/conversation.ts";
import { id } from "../../wire/source.ts";

const MAX_SEARCH = 200;

const title = z.string().trim().min(1).max(200).regex(PLAIN_LINE, "No control characters.");

export const conversationCreate = z.strictObject({
  sourceId: id.describe("What will be asked first; later questions may be about another."),
  title: title.optional().describe("The first question when absent."),
});

export const conversationPatch = z.strictObject({ title });

export const forkBody = z.strictObject({
  messageId: id.optional().describe("The last message to take along; all when absent."),
});

export const searchQuery = z.object({
  q: z.string().max(MAX_SEARCH).default("").describe("Words, all of which are found, in any order and case."),
  sourceId: id.optional(),
  scope: z
    .enum(["mine", "workspace"])
    .default("mine")
    .describe("mine: your own; workspace: what people of the workspace have shared with it, you among them."),
  cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const messageParameters = z.object({ id, messageId: id });

const page = { nextCursor: z.string().nullable() };

export const conversationList = z
  .object({ items: z.array(conversationBody), ...page })
  .meta({ id: "ConversationList" });
export const historyQuery = searchQuery.omit({ scope: true });

export const historyList = z.object({ items: z.array(historyEntry), ...page }).meta({ id: "History" });

export const shareAnswer = z
  .object({
    token: z.string().describe("Shown once; only its digest is kept. The web app's link is /shared#{token}."),
    sharedAt: z.string(),
    messageCount: z.number().describe("Messages the link shows; what is asked later is not shown."),
  })
  .meta({ id: "Share" });

/** A header and not part of the address, so that no log and no Referer ever holds it. */
export const shareHeaders = z.object({ "x-share-token": z.string().max(200).default("") });

export type ConversationCreate = z.output<typeof conversationCreate>;
export type HistoryQuery = z.output<typeof historyQuery>;
export type SearchQuery = z.output<typeof searchQuery>;
