import { AppError, type Clock } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { ResultRegistry } from "../../asking/result-registry.ts";
import { anybodyIn, type Reader } from "../../governing/data-rule.ts";
import { type Page, pageOf } from "../../http/page-cursor.ts";
import { holderOf, type Identity } from "../../plugins/identity.ts";
import type { Conversation, HistoryEntry, Message, SharedConversation } from "../../wire/conversation.ts";
import { assertTeam } from "../members/policy.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import type { ConversationRow, ConversationStore, OwnedConversation } from "./conversation-store.ts";
import { historyKey, type MessageStore, type ToldMessage } from "./message-store.ts";
import { assertFound, assertMayUnshare, ownerOf } from "./policy.ts";
import type { ConversationCreate, HistoryQuery, SearchQuery } from "./schema.ts";
import { newShareToken, shareDigestOf } from "./share-token.ts";
import { etagOf, toConversation, toHistoryEntry, toMessage, toShared } from "./to-wire.ts";
import { withholdOthers } from "./withhold.ts";

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
    return this.#told(identity, row);
  }

  async list(identity: Identity, query: SearchQuery): Promise<Page<Conversation>> {
    const search = { ...searchOf(query), scope: query.scope };
    const rows = await this.#needs.store.list(ownerOf(identity), search, this.#now());
    const page = pageOf(rows, query.limit, (row) => ({ at: row.updatedAt, id: row.id }));
    return { ...page, items: page.items.map((row) => toConversation(row, identity)) };
  }

  async read(
    identity: Identity,
    id: string,
  ): Promise<VersionedConversation<{ conversation: Conversation; messages: Message[] }>> {
    const row = await this.#findReadable(identity, id);
    const { messages, results } = this.#needs;
    const holder = holderOf(identity);
    const told = await this.#ownAnswers(await messages.of(id, this.#now()), identity);
    const kept = await results.keptOf(
      told.flatMap((message) => message.told?.resultId ?? []),
      holder,
    );
    const isKept = (resultId: string): boolean => kept.has(resultId);
    return {
      body: {
        conversation: toConversation(row, identity),
        messages: told.map((message) => toMessage(message, isKept)),
      },
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
    return this.#versioned(identity, await this.#needs.store.rename(row, title));
  }

  async remove(identity: Identity, id: string): Promise<void> {
    if (!(await this.#needs.store.softDelete(ownerOf(identity), id, this.#now()))) throw notFound();
  }

  /** Takes a deletion back. It is not shared any more: who stopped sharing by deleting meant it. */
  async restore(identity: Identity, id: string): Promise<Conversation> {
    const since = new Date(this.#needs.clock.now() - DELETED_MS);
    const row = await this.#needs.store.restore(ownerOf(identity), id, since);
    assertFound(row);
    return this.#told(identity, row);
  }

  /** Of one's own, or of one that somebody has shared with the workspace: what comes of it is one's own. */
  async fork(identity: Identity, id: string, messageId: string | undefined): Promise<Conversation> {
    const row = await this.#findReadable(identity, id);
    const messages = await this.#needs.messages.of(id, this.#now());
    const last = messageId === undefined ? messages.at(-1) : messages.find((message) => message.id === messageId);
    if (last === undefined) throw new AppError("MESSAGE_NOT_FOUND");
    const now = this.#now();
    const { ownerName: _ownerName, ...from } = row;
    const fork: ConversationRow = {
      ...from,
      owner: identity.principal,
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
    return this.#told(identity, fork);
  }

  async removeMessage(identity: Identity, id: string, messageId: string): Promise<void> {
    const row = await this.#find(identity, id);
    if (!(await this.#needs.messages.remove(row.id, messageId))) throw new AppError("MESSAGE_NOT_FOUND");
  }

  /** Everybody in the workspace may read it from now on, what is asked later included. */
  async shareInWorkspace(identity: Identity, id: string): Promise<Conversation> {
    assertTeam(identity);
    const row = await this.#find(identity, id);
    if (row.workspaceSharedAt !== null) return toConversation(row, identity);
    const shared = await this.#needs.store.shareInWorkspace(row, this.#now());
    return (await this.#versioned(identity, shared)).body;
  }

  /** By its owner, or by an admin who does not want it there. */
  async unshareInWorkspace(identity: Identity, id: string): Promise<void> {
    const row = await this.#findReadable(identity, id);
    assertMayUnshare(identity, row);
    if (row.workspaceSharedAt === null) return;
    await this.#versioned(identity, await this.#needs.store.shareInWorkspace(row, null));
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
    // A link is for whoever has it: what rules keep from anybody is not shown.
    const own = await this.#ownAnswers(messages, anybodyIn(row.workspaceId));
    return { title: row.title, sharedAt: row.sharedAt.toISOString(), messages: own.map(toShared) };
  }

  async history(identity: Identity, query: HistoryQuery): Promise<Page<HistoryEntry>> {
    const rows = await this.#needs.messages.history(ownerOf(identity), searchOf(query), this.#now());
    const page = pageOf(rows, query.limit, (row) => ({ at: row.askedAt, id: historyKey(row) }));
    return { ...page, items: (await this.#ownAnswers(page.items, identity)).map(toHistoryEntry) };
  }

  /** Without the answers that were given under other rules than hold for this reader now. */
  #ownAnswers<Told extends ToldMessage>(messages: readonly Told[], reader: Reader): Promise<readonly Told[]> {
    return withholdOthers(messages, async (sourceId) => {
      const row = await this.#needs.access.find(sourceId, this.#now());
      // Of a source that is gone there is no answer left to withhold.
      if (row === undefined) return "";
      return (await this.#needs.access.governedFor(row, reader))?.fingerprint ?? null;
    });
  }

  /** For the sweeper. */
  async removeExpired(now: Date): Promise<void> {
    await this.#needs.store.purge({
      now,
      deletedBefore: new Date(now.getTime() - DELETED_MS),
      emptyBefore: new Date(now.getTime() - EMPTY_MS),
    });
  }

  async #findReadable(identity: Identity, id: string): Promise<OwnedConversation> {
    const row = await this.#needs.store.findReadable(ownerOf(identity), id, this.#now());
    assertFound(row);
    return row;
  }

  async #told(identity: Identity, row: ConversationRow): Promise<Conversation> {
    return toConversation({ ...row, ownerName: await this.#needs.store.nameOf(row.owner) }, identity);
  }

  async #versioned(identity: Identity, row: ConversationRow | undefined): Promise<VersionedConversation<Conversation>> {
    if (row === undefined) throw new AppError("EDIT_CONFLICT");
    return { body: await this.#told(identity, row), etag: etagOf(row) };
  }

  async #find(identity: Identity, id: string): Promise<OwnedConversation> {
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

/** One more than the page holds, to know whether there is another. */
const searchOf = ({ q, sourceId, cursor, limit }: HistoryQuery) => ({
  words: q,
  sourceId,
  after: cursor,
  limit: limit + 1,
});
