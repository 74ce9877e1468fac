import { and, asc, desc, eq, gt, isNull } from "drizzle-orm";
import { apiKeys, memberships, userIdentities, userSessions, users } from "../../database/account-tables.ts";
import type { Database } from "../../database/database.ts";
import { conversations, messages, modelProviders, savedAnswers, workspaces } from "../../database/schema.ts";

type Section = readonly [name: string, rows: AsyncIterable<unknown>];

const PAGE_ROWS = 500;

/** All that is kept about one person, wherever it lies. Never a hash, a digest or a sealed key. */
export class OwnDataStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async *sections(userId: string): AsyncGenerator<Section> {
    yield ["account", once(() => this.#account(userId))];
    yield ["workspaces", once(() => this.#workspaces(userId))];
    yield ["sessions", once(() => this.#sessions(userId))];
    yield ["apiKeys", once(() => this.#keys(userId))];
    yield ["signInsElsewhere", once(() => this.#identities(userId))];
    yield ["conversations", once(() => this.#conversations(userId))];
    yield ["questions", this.#questions(userId)];
    yield ["savedAnswers", once(() => this.#savedAnswers(userId))];
  }

  /** What is the person's alone in workspaces that go on without them; what they shared stays with the others. */
  async removeOf(userId: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx
        .delete(conversations)
        .where(and(eq(conversations.owner, userId), isNull(conversations.workspaceSharedAt)));
      await tx.delete(savedAnswers).where(and(eq(savedAnswers.owner, userId), isNull(savedAnswers.workspaceSharedAt)));
      await tx.delete(modelProviders).where(eq(modelProviders.owner, userId));
    });
  }

  #account(userId: string) {
    const { id, email, name, emailVerifiedAt, isInstanceAdmin, attributes, createdAt, lastSeenAt } = users;
    return this.#db
      .select({ id, email, name, emailVerifiedAt, isInstanceAdmin, attributes, createdAt, lastSeenAt })
      .from(users)
      .where(eq(users.id, userId));
  }

  #workspaces(userId: string) {
    const { role, attributes, createdAt } = memberships;
    return this.#db
      .select({ id: workspaces.id, name: workspaces.name, role, attributes, memberSince: createdAt })
      .from(memberships)
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(eq(memberships.userId, userId));
  }

  #sessions(userId: string) {
    const { id, method, userAgent, address, createdAt, lastSeenAt, revokedAt, revokedReason } = userSessions;
    return this.#db
      .select({ id, method, userAgent, address, createdAt, lastSeenAt, revokedAt, revokedReason })
      .from(userSessions)
      .where(eq(userSessions.userId, userId))
      .orderBy(desc(createdAt));
  }

  #keys(userId: string) {
    const { id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = apiKeys;
    return this.#db
      .select({ id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt })
      .from(apiKeys)
      .where(eq(apiKeys.userId, userId));
  }

  #identities(userId: string) {
    return this.#db.select().from(userIdentities).where(eq(userIdentities.userId, userId));
  }

  #conversations(userId: string) {
    const { id, workspaceId, sourceName, title, createdAt, updatedAt } = conversations;
    return this.#db
      .select({ id, workspaceId, sourceName, title, createdAt, updatedAt })
      .from(conversations)
      .where(and(eq(conversations.owner, userId), isNull(conversations.deletedAt)))
      .orderBy(asc(createdAt));
  }

  /** Page by page, since these may be many. */
  async *#questions(userId: string): AsyncGenerator<unknown> {
    const own = await this.#db
      .select({ id: conversations.id })
      .from(conversations)
      .where(eq(conversations.owner, userId));
    const { id, conversationId, position, question, sql, state, askedAt } = messages;
    for (const conversation of own) {
      for (let after = -1; ; ) {
        const rows = await this.#db
          .select({ conversationId, id, position, question, sql, state, askedAt })
          .from(messages)
          .where(and(eq(conversationId, conversation.id), eq(messages.owner, userId), gt(position, after)))
          .orderBy(asc(position))
          .limit(PAGE_ROWS);
        yield* rows;
        const last = rows.at(-1);
        if (last === undefined || rows.length < PAGE_ROWS) break;
        after = last.position;
      }
    }
  }

  #savedAnswers(userId: string) {
    const { id, workspaceId, sourceName, name, question, sql, createdAt, updatedAt } = savedAnswers;
    return this.#db
      .select({ id, workspaceId, sourceName, name, question, sql, createdAt, updatedAt })
      .from(savedAnswers)
      .where(eq(savedAnswers.owner, userId));
  }
}

async function* once(rows: () => PromiseLike<readonly unknown[]>): AsyncGenerator<unknown> {
  yield* await rows();
}
