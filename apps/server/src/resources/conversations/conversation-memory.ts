import type { Turn } from "@parlance/ask";
import { type Answer, AppError, type Clock } from "@parlance/core";
import type { Query } from "@parlance/sql";
import { v7 as uuid } from "uuid";
import type { OpenSource } from "../sources/source-access.ts";
import type { ConversationStore } from "./conversation-store.ts";
import { keepableAnswer } from "./keepable-answer.ts";
import { MAX_MESSAGES, type MessageStore, type NewMessage, type ToldMessage } from "./message-store.ts";
import { assertFound, type Owner } from "./policy.ts";

export interface ConversationMemoryNeeds {
  readonly clock: Clock;
  readonly conversations: ConversationStore;
  readonly messages: MessageStore;
  /** How long a conversation is kept after its last message; null: until it is deleted. */
  readonly lifetimeMs: number | null;
}

/** Where in a conversation a question is asked; with the id of a message, in its place. */
export interface Place {
  readonly conversationId: string;
  readonly messageId?: string | undefined;
}

/** The last answered question of the same source, which the next may refer to. */
export interface RecalledAnswer {
  readonly question: string;
  readonly sql: string;
  readonly query: Query | null;
  readonly sourceVersion: string;
}

export interface Recalled {
  readonly previous: RecalledAnswer | null;
  /** Oldest first. */
  readonly turns: readonly Turn[];
}

export type Kept = Omit<NewMessage, "id">;

export type RecalledSource = Pick<OpenSource, "sourceId" | "governed">;

const MAX_TURNS = 10;

/** What a question takes from its conversation, and what it leaves there. */
export class ConversationMemory {
  readonly #needs: ConversationMemoryNeeds;

  constructor(needs: ConversationMemoryNeeds) {
    this.#needs = needs;
  }

  /** What was answered under other rules than hold now is no context. Errors: CONVERSATION_NOT_FOUND, CONVERSATION_FULL. */
  async recall(owner: Owner, { conversationId, messageId }: Place, source: RecalledSource): Promise<Recalled> {
    const { conversations, messages } = this.#needs;
    const now = this.#now();
    const row = await conversations.find(owner, conversationId, now);
    assertFound(row);
    if (row.messageCount >= MAX_MESSAGES) throw new AppError("CONVERSATION_FULL");
    const before = await messages.before(conversationId, messageId, 2 * MAX_TURNS, now);
    const answered = before.filter(
      (message) =>
        message.sourceId === source.sourceId &&
        message.state === "done" &&
        (message.told?.restrictions ?? "") === source.governed.fingerprint,
    );
    return {
      previous: answered.map(toRecalled).findLast((one) => one !== null) ?? null,
      turns: answered.slice(-MAX_TURNS).map(toTurn),
    };
  }

  /** Stored before the person is told, so that what they have seen is still there after a restart. */
  async keep(
    owner: Owner,
    { conversationId, messageId }: Place,
    message: Kept,
    answer: { readonly answer: Answer; readonly query: Query | null; readonly restrictions: string } | null,
  ): Promise<void> {
    const now = this.#now();
    const { lifetimeMs } = this.#needs;
    await this.#needs.messages.put(
      owner,
      conversationId,
      {
        message: { ...message, id: messageId ?? uuid() },
        answer:
          answer === null
            ? null
            : {
                verdict: answer.answer.verdict,
                sentence: answer.answer.sentence,
                answer: keepableAnswer(answer.answer),
                query: answer.query,
                resultId: answer.answer.result?.resultId ?? null,
                restrictions: answer.restrictions,
              },
        expiresAt: lifetimeMs === null ? null : new Date(now.getTime() + lifetimeMs),
      },
      now,
    );
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const toRecalled = ({ question, sql, told, sourceVersion }: ToldMessage): RecalledAnswer | null =>
  sql === null || told === null ? null : { question, sql, query: told.query, sourceVersion };

const toTurn = ({ question, sql, told }: ToldMessage): Turn => ({
  question,
  sql,
  sentence: told?.sentence ?? "",
  ...(told?.query ? { query: told.query } : {}),
});
