import type { Answer } from "@parlance/core";
import type { ConversationWithMessages, Message } from "../../conversations/api/conversations.ts";
import type { Turn } from "./ask-events.ts";
import type { Talk } from "./talks.ts";

/** A conversation read back from the server. */
export const talkFrom = ({ conversation, messages }: ConversationWithMessages): Talk => ({
  key: conversation.id,
  id: conversation.id,
  turns: messages.map(turnFrom),
  ...(conversation.isYours ? {} : { sharedBy: conversation.owner }),
});

function turnFrom(message: Message): Turn {
  const {
    id,
    question,
    state,
    sourceId,
    sourceName,
    sql,
    sentence,
    error,
    askedAt,
    isResultKept,
    isWithheld,
    elapsedMs,
  } = message;
  return {
    id,
    question,
    state,
    stage: "",
    sourceId: sourceId ?? "",
    sourceName,
    elapsedMs,
    kept: { askedAt, isResultKept, isWithheld },
    ...(sql === null ? {} : { sql }),
    ...(sentence === null ? {} : { sentence }),
    // Cells are core's JSON cells; see api-types.ts.
    ...(message.answer === null ? {} : { answer: message.answer as Answer }),
    ...(error === null ? {} : { error: { ...error, details: {} } }),
  };
}
