import { and, count, desc, eq, exists, gt, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { olderThan } from "../../database/older-than.ts";
import { conversations, messages, users } from "../../database/schema.ts";
import { searchPatterns } from "../../database/search-words.ts";
import type { PagePlace } from "../../http/page-cursor.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";
import type { Owner } from "./policy.ts";

export type ConversationRow = typeof conversations.$inferSelect;

/** With the name of whose it is; empty where nobody has an account. */
export interface OwnedConversation extends ConversationRow {
  readonly ownerName: string;
}

/** The owner's own, or what people of the workspace have shared in it. */
export type ConversationScope = "mine" | "workspace";

export interface ConversationSearch {
  readonly scope: ConversationScope;
  readonly words: string;
  readonly sourceId: string | undefined;
  readonly after: PagePlace | undefined;
  readonly limit: number;
}

export interface ShareChange {
  readonly shareDigest: string | null;
  readonly sharedAt: Date | null;
  readonly sharedUntil: number | null;
}

/** More than a person reads; the oldest go when there are more. */
const MAX_CONVERSATIONS = 2_000;

/** SQL over conversations. Whoever asks names the owner, and finds nothing of anybody else. */
export class ConversationStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;

  constructor(db: Database, workspaces: WorkspaceStore) {
    this.#db = db;
    this.#workspaces = workspaces;
  }

  async create(row: ConversationRow): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await this.#workspaces.ensure(tx, anonymousWorkspace(row.workspaceId, row.createdAt));
      await tx.insert(conversations).values(row);
      await tx.execute(sql`
        DELETE FROM conversations WHERE id IN (
          SELECT id FROM conversations WHERE workspace_id = ${row.workspaceId} AND owner = ${row.owner}
          ORDER BY updated_at DESC, id DESC OFFSET ${MAX_CONVERSATIONS})`);
    });
  }

  async find(owner: Owner, id: string, now: Date): Promise<OwnedConversation | undefined> {
    return this.#one(and(eq(conversations.id, id), ownedBy(owner), isLive(now)));
  }

  /** The owner's own, and what others have shared with their workspace. */
  async findReadable(owner: Owner, id: string, now: Date): Promise<OwnedConversation | undefined> {
    return this.#one(and(eq(conversations.id, id), or(ownedBy(owner), sharedIn(owner.workspaceId)), isLive(now)));
  }

  /** Those in which something was asked, latest first. */
  async list(owner: Owner, search: ConversationSearch, now: Date): Promise<readonly OwnedConversation[]> {
    const rows = await this.#owned()
      .where(
        and(
          search.scope === "mine" ? ownedBy(owner) : sharedIn(owner.workspaceId),
          isLive(now),
          gt(conversations.messageCount, 0),
          search.sourceId === undefined ? undefined : this.#asked(eq(messages.sourceId, search.sourceId)),
          this.#holds(search.words),
          olderThan(search.after, conversations.updatedAt, conversations.id),
        ),
      )
      .orderBy(desc(conversations.updatedAt), desc(conversations.id))
      .limit(search.limit);
    return rows.map(toOwned);
  }

  /** Undefined when the row has moved on from this revision. */
  async rename(row: ConversationRow, title: string): Promise<ConversationRow | undefined> {
    return this.#change(row, { title });
  }

  /** Null takes it back. */
  async shareInWorkspace(row: ConversationRow, at: Date | null): Promise<ConversationRow | undefined> {
    return this.#change(row, { workspaceSharedAt: at });
  }

  async share(row: ConversationRow, share: ShareChange): Promise<ConversationRow | undefined> {
    return this.#change(row, share);
  }

  async findShared(shareDigest: string, now: Date): Promise<ConversationRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(conversations)
      .where(and(eq(conversations.shareDigest, shareDigest), isLive(now)));
    return row;
  }

  /** Hides it from every reader, the share link's included, until it is restored or purged. */
  async softDelete(owner: Owner, id: string, now: Date): Promise<boolean> {
    const gone = await this.#db
      .update(conversations)
      .set({
        deletedAt: now,
        shareDigest: null,
        sharedAt: null,
        sharedUntil: null,
        workspaceSharedAt: null,
        revision: nextRevision,
      })
      .where(and(eq(conversations.id, id), ownedBy(owner), isLive(now)))
      .returning({ id: conversations.id });
    return gone.length === 1;
  }

  async restore(owner: Owner, id: string, deletedAfter: Date): Promise<ConversationRow | undefined> {
    const [row] = await this.#db
      .update(conversations)
      .set({ deletedAt: null, revision: nextRevision })
      .where(and(eq(conversations.id, id), ownedBy(owner), gt(conversations.deletedAt, deletedAfter)))
      .returning();
    return row;
  }

  /** A conversation of its own with the messages up to a position, answers included. */
  async fork(from: ConversationRow, upTo: number, fork: ConversationRow): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.insert(conversations).values(fork);
      await tx.execute(sql`
        INSERT INTO messages SELECT ${fork.id}, id, workspace_id, ${fork.owner}, position, source_id, source_name, source_version,
          question, mode, state, sql, error_code, error_message, elapsed_ms, asked_at
        FROM messages WHERE conversation_id = ${from.id} AND position <= ${upTo}`);
      await tx.execute(sql`
        INSERT INTO message_answers SELECT ${fork.id}, a.message_id, a.source_id, a.verdict, a.sentence, a.answer, a.query,
          a.result_id, a.restrictions
        FROM message_answers a JOIN messages m ON m.conversation_id = a.conversation_id AND m.id = a.message_id
        WHERE a.conversation_id = ${from.id} AND m.position <= ${upTo}`);
    });
  }

  /** What has expired, what was deleted too long ago to come back, and what was begun and never asked. */
  async purge(limits: { readonly now: Date; readonly deletedBefore: Date; readonly emptyBefore: Date }): Promise<void> {
    await this.#db
      .delete(conversations)
      .where(
        or(
          lte(conversations.expiresAt, limits.now),
          and(isNotNull(conversations.deletedAt), lte(conversations.deletedAt, limits.deletedBefore)),
          and(eq(conversations.messageCount, 0), lt(conversations.createdAt, limits.emptyBefore)),
        ),
      );
  }

  async count(owner: Owner, now: Date): Promise<number> {
    const [row] = await this.#db
      .select({ count: count() })
      .from(conversations)
      .where(and(ownedBy(owner), isLive(now), gt(conversations.messageCount, 0)));
    return row?.count ?? 0;
  }

  async #change(row: ConversationRow, fields: Partial<ConversationRow>): Promise<ConversationRow | undefined> {
    const [changed] = await this.#db
      .update(conversations)
      .set({ ...fields, revision: nextRevision })
      .where(
        and(
          eq(conversations.id, row.id),
          eq(conversations.workspaceId, row.workspaceId),
          eq(conversations.revision, row.revision),
          isNull(conversations.deletedAt),
        ),
      )
      .returning();
    return changed;
  }

  /** Empty where nobody has an account. */
  async nameOf(owner: string): Promise<string> {
    const [row] = await this.#db.select({ name: users.name }).from(users).where(eq(users.id, owner));
    return row?.name ?? "";
  }

  #owned() {
    return this.#db
      .select({ conversation: conversations, ownerName: users.name })
      .from(conversations)
      .leftJoin(users, eq(users.id, conversations.owner));
  }

  async #one(condition: SQL | undefined): Promise<OwnedConversation | undefined> {
    const [row] = await this.#owned().where(condition);
    return row && toOwned(row);
  }

  /** Each word is in the title or in one of the questions. */
  #holds(words: string): SQL | undefined {
    return and(
      ...searchPatterns(words).map((pattern) =>
        or(sql`${conversations.title} ILIKE ${pattern}`, this.#asked(sql`${messages.question} ILIKE ${pattern}`)),
      ),
    );
  }

  #asked(condition: SQL): SQL {
    return exists(
      this.#db
        .select({ id: messages.id })
        .from(messages)
        .where(and(eq(messages.conversationId, conversations.id), condition)),
    );
  }
}

const nextRevision = sql`${conversations.revision} + 1`;

const toOwned = (row: { conversation: ConversationRow; ownerName: string | null }): OwnedConversation => ({
  ...row.conversation,
  ownerName: row.ownerName ?? "",
});

const sharedIn = (workspaceId: string) =>
  and(eq(conversations.workspaceId, workspaceId), isNotNull(conversations.workspaceSharedAt));

const ownedBy = ({ workspaceId, principal }: Owner) =>
  and(eq(conversations.workspaceId, workspaceId), eq(conversations.owner, principal));

export const isLive = (now: Date) =>
  and(isNull(conversations.deletedAt), or(isNull(conversations.expiresAt), gt(conversations.expiresAt, now)));
