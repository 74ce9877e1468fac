import { AppError, type Clock } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { ResultRegistry } from "../../asking/result-registry.ts";
import { type Page, pageOf } from "../../http/page-cursor.ts";
import { holderOf, type Identity } from "../../plugins/identity.ts";
import type { Conversation, HistoryEntry, Message, SharedConversation } from "../../wire/conversation.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import type { ConversationRow, ConversationStore } from "./conversation-store.ts";
import { historyKey, type MessageStore } from "./message-store.ts";
import { assertFound, ownerOf } from "./policy.ts";
import type { ConversationCreate, SearchQuery } from "./schema.ts";
import { newShareToken, shareDigestOf } from "./share-token.ts";
import { etagOf, toConversation, toHistoryEntry, toMessage, toShared } from "./to-wire.ts";

export interface ConversationServiceNeeds {
  readonly clock: Clock;
  readonly store: ConversationStore;
  readonly messages: MessageStore;
  readonly access: SourceAccess;
  readonly results: ResultRegistry;
  /** How long a conversation is kept after its last change; null: until it is deleted. */
  readonly lifetimeMs: number | null;
}

export interface VersionedConversation<Body> {
  readonly body: Body;
  readonly etag: string;
}

/** Deleting can be taken back this long. */
const DELETED_MS = 24 * 3_600_000;
/** Begun, but nothing was asked. */
const EMPTY_MS = 3_600_000;

export class ConversationService {
  readonly #needs: ConversationServiceNeeds;

  constructor(needs: ConversationServiceNeeds) {
    this.#needs = needs;
  }

  async create(identity: Identity, { sourceId, title }: ConversationCreate): Promise<Conversation> {
    const owner = ownerOf(identity);
    const now = this.#now();
    const source = await this.#needs.access.find(sourceId, now);
    assertCanRead(identity, source);
    const row: ConversationRow = {
      id: uuid(),
      workspaceId: owner.workspaceId,
      owner: owner.principal,
      sourceId,
      sourceName: source.name,
      title: title ?? "",
      revision: 1,
      messageCount: 0,
      ...NOT_SHARED,
      forkedFrom: null,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
      expiresAt: this.#expiry(now),
      workspaceSharedAt: null,
    };
    await this.#needs.store.create(row);
    return toConversation(row);
  }

  async list(identity: Identity, query: SearchQuery): Promise<Page<Conversation>> {
    const rows = await this.#needs.store.list(ownerOf(identity), searchOf(query), this.#now());
    const page = pageOf(rows, query.limit, (row) => ({ at: row.updatedAt, id: row.id }));
    return { ...page, items: page.items.map(toConversation) };
  }

  async read(
    identity: Identity,
    id: string,
  ): Promise<VersionedConversation<{ conversation: Conversation; messages: Message[] }>> {
    const row = await this.#find(identity, id);
    const { messages, results } = this.#needs;
    const holder = holderOf(identity);
    const isKept = (resultId: string): boolean => results.find(resultId, holder) !== undefined;
    const told = await messages.of(id, this.#now());
    return {
      body: { conversation: toConversation(row), messages: told.map((message) => toMessage(message, isKept)) },
      etag: etagOf(row),
    };
  }

  /** `ifMatch` absent means: whatever the state is. */
  async rename(
    identity: Identity,
    id: string,
    title: string,
    ifMatch: string | undefined,
  ): Promise<VersionedConversation<Conversation>> {
    const row = await this.#find(identity, id);
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) throw new AppError("EDIT_CONFLICT");
    return versioned(await this.#needs.store.rename(row, title));
  }

  async remove(identity: Identity, id: string): Promise<void> {
    if (!(await this.#needs.store.softDelete(ownerOf(identity), id, this.#now()))) throw notFound();
  }

  /** Takes a deletion back. It is not shared any more: who stopped sharing by deleting meant it. */
  async restore(identity: Identity, id: string): Promise<Conversation> {
    const since = new Date(this.#needs.clock.now() - DELETED_MS);
    const row = await this.#needs.store.restore(ownerOf(identity), id, since);
    assertFound(row);
    return toConversation(row);
  }

  async fork(identity: Identity, id: string, messageId: string | undefined): Promise<Conversation> {
    const row = await this.#find(identity, id);
    const messages = await this.#needs.messages.of(id, this.#now());
    const last = messageId === undefined ? messages.at(-1) : messages.find((message) => message.id === messageId);
    if (last === undefined) throw new AppError("MESSAGE_NOT_FOUND");
    const now = this.#now();
    const fork: ConversationRow = {
      ...row,
      ...NOT_SHARED,
      workspaceSharedAt: null,
      id: uuid(),
      revision: 1,
      messageCount: messages.filter(({ position }) => position <= last.position).length,
      sourceId: last.sourceId,
      sourceName: last.sourceName,
      forkedFrom: row.id,
      createdAt: now,
      updatedAt: now,
      expiresAt: this.#expiry(now),
    };
    await this.#needs.store.fork(row, last.position, fork);
    return toConversation(fork);
  }

  async removeMessage(identity: Identity, id: string, messageId: string): Promise<void> {
    const row = await this.#find(identity, id);
    if (!(await this.#needs.messages.remove(row.id, messageId))) throw new AppError("MESSAGE_NOT_FOUND");
  }

  /** A new link to what has been asked so far; one made before stops working. */
  async share(identity: Identity, id: string) {
    const row = await this.#find(identity, id);
    const messages = await this.#needs.messages.of(id, this.#now());
    const token = newShareToken();
    const sharedAt = this.#now();
    const sharedUntil = messages.at(-1)?.position ?? 0;
    const changed = await this.#needs.store.share(row, { shareDigest: shareDigestOf(token), sharedAt, sharedUntil });
    if (changed === undefined) throw new AppError("EDIT_CONFLICT");
    return { token, sharedAt: sharedAt.toISOString(), messageCount: messages.length };
  }

  async unshare(identity: Identity, id: string): Promise<void> {
    const row = await this.#find(identity, id);
    if ((await this.#needs.store.share(row, NOT_SHARED)) === undefined) throw new AppError("EDIT_CONFLICT");
  }

  /** For whoever has the link. A wrong, a revoked and an expired one are answered alike. */
  async readShared(token: string): Promise<SharedConversation> {
    const now = this.#now();
    const row = await this.#needs.store.findShared(shareDigestOf(token), now);
    if (row === undefined || row.sharedAt === null) throw new AppError("SHARE_NOT_FOUND");
    const messages = await this.#needs.messages.of(row.id, now, row.sharedUntil ?? 0);
    return { title: row.title, sharedAt: row.sharedAt.toISOString(), messages: messages.map(toShared) };
  }

  async history(identity: Identity, query: SearchQuery): Promise<Page<HistoryEntry>> {
    const rows = await this.#needs.messages.history(ownerOf(identity), searchOf(query), this.#now());
    const page = pageOf(rows, query.limit, (row) => ({ at: row.askedAt, id: historyKey(row) }));
    return { ...page, items: page.items.map(toHistoryEntry) };
  }

  /** For the sweeper. */
  async removeExpired(now: Date): Promise<void> {
    await this.#needs.store.purge({
      now,
      deletedBefore: new Date(now.getTime() - DELETED_MS),
      emptyBefore: new Date(now.getTime() - EMPTY_MS),
    });
  }

  async #find(identity: Identity, id: string): Promise<ConversationRow> {
    const row = await this.#needs.store.find(ownerOf(identity), id, this.#now());
    assertFound(row);
    return row;
  }

  #expiry(now: Date): Date | null {
    const { lifetimeMs } = this.#needs;
    return lifetimeMs === null ? null : new Date(now.getTime() + lifetimeMs);
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const NOT_SHARED = { shareDigest: null, sharedAt: null, sharedUntil: null } as const;

const notFound = (): AppError => new AppError("CONVERSATION_NOT_FOUND");

function versioned(row: ConversationRow | undefined): VersionedConversation<Conversation> {
  if (row === undefined) throw new AppError("EDIT_CONFLICT");
  return { body: toConversation(row), etag: etagOf(row) };
}

/** One more than the page holds, to know whether there is another. */
const searchOf = ({ q, sourceId, cursor, limit }: SearchQuery) => ({
  words: q,
  sourceId,
  after: cursor,
  limit: limit + 1,
});
