import type { Verdict } from "@parlance/core";
import type { Query } from "@parlance/sql";
import { and, asc, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { olderThan } from "../../database/older-than.ts";
import { conversations, messageAnswers, messages, sources } from "../../database/schema.ts";
import { holdsWords, storableText } from "../../database/search-words.ts";
import type { PagePlace } from "../../http/page-cursor.ts";
import { isLive } from "./conversation-store.ts";
import type { Owner } from "./policy.ts";

export type MessageRow = typeof messages.$inferSelect;
export type NewMessage = Omit<MessageRow, "position" | "workspaceId" | "owner" | "conversationId" | "sourceId"> & {
  readonly sourceId: string;
};

/** The part of an answer that holds values of its source. */
export interface NewAnswer {
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly answer: unknown;
  readonly query: Query | null;
  readonly resultId: string | null;
  /** Under which restrictions it was given; empty: under none. */
  readonly restrictions: string;
}

/** A message as it can be read now: without its answer once the source is gone. */
export interface ToldMessage extends MessageRow {
  readonly told: NewAnswer | null;
  /** Version of its source now; null when that is gone. */
  readonly versionNow: string | null;
  /** Its answer is not for whoever reads it. */
  readonly isWithheld?: boolean;
}

export interface FoundMessage extends ToldMessage {
  readonly title: string;
}

export interface HistorySearch {
  readonly words: string;
  readonly sourceId: string | undefined;
  readonly after: PagePlace | undefined;
  readonly limit: number;
}

/** A conversation longer than this goes on in another one. */
export const MAX_MESSAGES = 500;
const EVERY_POSITION = 2 ** 31 - 1;

/** SQL over the messages of conversations that the caller has found to be the owner's. */
export class MessageStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Adds a message at the end, or puts it in the place of the one with its id. False when the conversation was
   * deleted meanwhile.
   */
  async put(
    owner: Owner,
    conversationId: string,
    entry: { readonly message: NewMessage; readonly answer: NewAnswer | null; readonly expiresAt: Date | null },
    now: Date,
  ): Promise<boolean> {
    const { message, answer, expiresAt } = entry;
    const key = and(eq(messages.conversationId, conversationId), eq(messages.id, message.id));
    return this.#db.transaction(async (tx) => {
      const { sourceId, position } = await readPlaces(tx, conversationId, message);
      const [conversation] = await tx
        .update(conversations)
        .set({
          messageCount: sql`${conversations.messageCount} + ${position === null ? 1 : 0}`,
          title: sql`CASE WHEN ${conversations.title} = '' THEN ${titleOf(message.question)} ELSE ${conversations.title} END`,
          sourceId,
          sourceName: message.sourceName,
          revision: sql`${conversations.revision} + 1`,
          updatedAt: now,
          expiresAt,
        })
        .where(
          and(
            eq(conversations.id, conversationId),
            eq(conversations.workspaceId, owner.workspaceId),
            eq(conversations.owner, owner.principal),
            isNull(conversations.deletedAt),
          ),
        )
        .returning({ id: conversations.id });
      if (conversation === undefined) return false;
      if (position !== null) await tx.delete(messages).where(key);
      await tx.insert(messages).values({
        ...message,
        ...storable(message),
        conversationId,
        workspaceId: owner.workspaceId,
        owner: owner.principal,
        position: position ?? nextPosition(conversationId),
        sourceId,
      });
      if (answer !== null && sourceId !== null) {
        await tx.insert(messageAnswers).values({
          ...answer,
          sentence: storableText(answer.sentence),
          conversationId,
          messageId: message.id,
          sourceId,
        });
      }
      return true;
    });
  }

  /** In the order they were asked; `until` a position. */
  async of(conversationId: string, now: Date, until = EVERY_POSITION): Promise<readonly ToldMessage[]> {
    const rows = await this.#told(now)
      .where(and(eq(messages.conversationId, conversationId), lte(messages.position, until)))
      .orderBy(asc(messages.position));
    return rows.map(toTold);
  }

  /** The last ones before another message, or before the end; oldest first. */
  async before(
    conversationId: string,
    messageId: string | undefined,
    limit: number,
    now: Date,
  ): Promise<readonly ToldMessage[]> {
    const place = sql`(SELECT position FROM messages WHERE conversation_id = ${conversationId} AND id = ${messageId ?? ""})`;
    const rows = await this.#told(now)
      .where(
        and(
          eq(messages.conversationId, conversationId),
          sql`${messages.position} < COALESCE(${place}, ${EVERY_POSITION})`,
        ),
      )
      .orderBy(desc(messages.position))
      .limit(limit);
    return rows.map(toTold).reverse();
  }

  async find(conversationId: string, messageId: string): Promise<MessageRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(messages)
      .where(and(eq(messages.conversationId, conversationId), eq(messages.id, messageId)));
    return row;
  }

  async remove(conversationId: string, messageId: string): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      const gone = await tx
        .delete(messages)
        .where(and(eq(messages.conversationId, conversationId), eq(messages.id, messageId)))
        .returning({ id: messages.id });
      if (gone.length === 0) return false;
      await tx
        .update(conversations)
        .set({ messageCount: sql`${conversations.messageCount} - 1`, revision: sql`${conversations.revision} + 1` })
        .where(eq(conversations.id, conversationId));
      return true;
    });
  }

  /** Across all conversations, latest first. */
  async history(owner: Owner, search: HistorySearch, now: Date): Promise<readonly FoundMessage[]> {
    const rows = await this.#told(now)
      .where(
        and(
          eq(messages.workspaceId, owner.workspaceId),
          eq(messages.owner, owner.principal),
          isLive(now),
          search.sourceId === undefined ? undefined : eq(messages.sourceId, search.sourceId),
          holdsWords(search.words, [messages.question, messages.sql, messageAnswers.sentence]),
          olderThan(search.after, messages.askedAt, keyOf),
        ),
      )
      .orderBy(desc(messages.askedAt), desc(keyOf))
      .limit(search.limit);
    return rows.map((row) => ({ ...toTold(row), title: row.title }));
  }

  #told(now: Date) {
    const isThere = and(eq(sources.id, messages.sourceId), or(isNull(sources.expiresAt), gt(sources.expiresAt, now)));
    return this.#db
      .select({
        message: messages,
        answer: messageAnswers,
        title: conversations.title,
        versionNow: sources.version,
      })
      .from(messages)
      .innerJoin(conversations, eq(conversations.id, messages.conversationId))
      .leftJoin(sources, isThere)
      .leftJoin(
        messageAnswers,
        and(
          eq(messageAnswers.conversationId, messages.conversationId),
          eq(messageAnswers.messageId, messages.id),
          // A source that has expired is gone for every reader, whether or not it was swept yet.
          eq(messageAnswers.sourceId, sources.id),
        ),
      )
      .$dynamic();
  }
}

/** Whether the source is still there, and where a message of this id stands; one statement, as every one costs 2 ms. */
async function readPlaces(tx: Pick<Database, "execute">, conversationId: string, message: NewMessage) {
  const { rows } = await tx.execute<{ readonly source_id: string | null; readonly position: number | null }>(sql`
    SELECT (SELECT id FROM sources WHERE id = ${message.sourceId}) AS source_id,
      (SELECT position FROM messages WHERE conversation_id = ${conversationId} AND id = ${message.id}) AS position`);
  const [places] = rows;
  return { sourceId: places?.source_id ?? null, position: places?.position ?? null };
}

const nextPosition = (conversationId: string) =>
  sql`(SELECT COALESCE(max(position), 0) + 1 FROM messages WHERE conversation_id = ${conversationId})`;

/** Where a message stands in the history; ids are unique within their conversation only. */
const keyOf = sql`(${messages.conversationId} || '.' || ${messages.id})`;
export const historyKey = ({ conversationId, id }: MessageRow): string => `${conversationId}.${id}`;

type ToldRow = {
  readonly message: MessageRow;
  readonly answer: typeof messageAnswers.$inferSelect | null;
  readonly versionNow: string | null;
};

const toTold = ({ message, answer, versionNow }: ToldRow): ToldMessage => ({ ...message, told: answer, versionNow });

const storable = ({ question, sql: statement, errorMessage }: NewMessage) => ({
  question: storableText(question),
  sql: statement === null ? null : storableText(statement),
  errorMessage: errorMessage === null ? null : storableText(errorMessage),
});

const MAX_TITLE = 120;

/** A conversation is called after its first question until somebody names it. */
export function titleOf(question: string): string {
  const line = storableText(question).replace(/\s+/g, " ").trim();
  return line.length <= MAX_TITLE ? line : storableText(`${line.slice(0, MAX_TITLE - 1)}…`);
}
