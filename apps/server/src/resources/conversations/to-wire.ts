import type { Answer } from "@parlance/core";
import { answerBody } from "../../wire/answer.ts";
import type { Conversation, HistoryEntry, Message, SharedConversation } from "../../wire/conversation.ts";
import type { ConversationRow, OwnedConversation } from "./conversation-store.ts";
import type { FoundMessage, ToldMessage } from "./message-store.ts";
import type { Owner } from "./policy.ts";

export const etagOf = ({ revision }: Pick<ConversationRow, "revision">): string => `"${revision}"`;

export const toConversation = (row: OwnedConversation, { principal }: Pick<Owner, "principal">): Conversation => ({
  id: row.id,
  title: row.title,
  sourceId: row.sourceId,
  sourceName: row.sourceName,
  messageCount: row.messageCount,
  revision: row.revision,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  sharedAt: row.sharedAt?.toISOString() ?? null,
  forkedFrom: row.forkedFrom,
  workspaceSharedAt: row.workspaceSharedAt?.toISOString() ?? null,
  owner: row.ownerName,
  isYours: row.owner === principal,
});

export type IsResultKept = (resultId: string) => boolean;

export const toMessage = (row: ToldMessage, isResultKept: IsResultKept): Message => ({
  id: row.id,
  question: row.question,
  mode: row.mode,
  state: row.state,
  askedAt: row.askedAt.toISOString(),
  elapsedMs: row.elapsedMs,
  sourceId: row.versionNow === null ? null : row.sourceId,
  sourceName: row.sourceName,
  sql: row.sql,
  sentence: row.told?.sentence ?? null,
  answer: answerOf(row),
  isResultKept: isKept(row, isResultKept),
  isWithheld: row.isWithheld === true,
  error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? "" },
});

/** A result is kept for one version of its source only. */
function isKept({ told, versionNow, sourceVersion }: ToldMessage, isResultKept: IsResultKept): boolean {
  const resultId = told?.resultId ?? null;
  return resultId !== null && versionNow === sourceVersion && isResultKept(resultId);
}

/** An answer written by an older version may lack what answers have now; its words and statement stand beside it. */
function answerOf({ told }: ToldMessage): Answer | null {
  if (told === null) return null;
  const read = answerBody.safeParse(told.answer);
  return read.success ? read.data : null;
}

export function toShared(row: ToldMessage): SharedConversation["messages"][number] {
  const answer = answerOf(row);
  const result = answer?.result ?? null;
  return {
    question: row.question,
    askedAt: row.askedAt.toISOString(),
    state: row.state,
    sourceName: row.sourceName,
    isWithheld: row.isWithheld === true,
    sentence: row.told?.sentence ?? null,
    explanation: answer?.explanation ?? null,
    assumptions: [...(answer?.assumptions ?? [])],
    sql: row.sql,
    chart: answer?.chart ?? null,
    result:
      result === null
        ? null
        : {
            columns: [...result.columns],
            rows: result.rows.map((cells) => [...cells]),
            rowCount: result.rowCount,
            isTruncated: result.isTruncated,
          },
  };
}

export const toHistoryEntry = (row: FoundMessage): HistoryEntry => ({
  id: row.id,
  conversationId: row.conversationId,
  conversationTitle: row.title,
  question: row.question,
  state: row.state,
  askedAt: row.askedAt.toISOString(),
  sourceId: row.versionNow === null ? null : row.sourceId,
  sourceName: row.sourceName,
  sql: row.sql,
  sentence: row.told?.sentence ?? null,
  isWithheld: row.isWithheld === true,
});
