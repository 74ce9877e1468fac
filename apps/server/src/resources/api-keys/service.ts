import { timingSafeEqual } from "node:crypto";
import { AppError, type Clock } from "@parlance/core";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Identity } from "../../plugins/identity.ts";
import { digestOf, keyIdOf, newKey } from "./key-text.ts";
import { assertCanRevoke, assertPerson, canSeeOthers } from "./policy.ts";
import type { ApiKey, ApiKeyCreate, ApiKeyCreated } from "./schema.ts";
import { accessOf, scopesOf } from "./scopes.ts";
import type { ApiKeyRow, ApiKeyStore, ListedKey, PresentedKey } from "./store.ts";

export interface ApiKeyServiceNeeds {
  readonly clock: Clock;
  readonly store: ApiKeyStore;
  readonly audit: AuditTrail;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
export const MAX_KEYS = 50;
/** Compared with where there is no such key, so that both take the same time. */
const NO_DIGEST = digestOf("");

export class ApiKeyService {
  readonly #needs: ApiKeyServiceNeeds;

  constructor(needs: ApiKeyServiceNeeds) {
    this.#needs = needs;
  }

  async create(identity: Identity, body: ApiKeyCreate): Promise<ApiKeyCreated> {
    assertPerson(identity);
    const { store, audit } = this.#needs;
    const { workspaceId, userId } = identity;
    const now = this.#now();
    if ((await store.count(workspaceId, userId, now)) >= MAX_KEYS) throw new AppError("API_KEY_LIMIT");
    const { id, text, prefix, digest } = newKey();
    const row: ApiKeyRow = {
      id,
      workspaceId,
      userId,
      name: body.name,
      prefix,
      digest,
      scopes: body.permissions ?? scopesOf(body.access ?? "read"),
      createdAt: now,
      expiresAt: body.expiresInDays === null ? null : new Date(now.getTime() + body.expiresInDays * DAY_MS),
      lastUsedAt: null,
      lastUsedAddress: null,
      revokedAt: null,
    };
    await store.add(row);
    audit.record({
      action: "apiKey.create",
      identity,
      target: { type: "apiKey", id },
      outcome: "done",
      detail: { name: row.name, prefix, access: accessOf(row.scopes) },
    });
    return { apiKey: toApiKey({ ...row, ownerName: (await store.ownerName(id)) ?? "" }, identity), key: text };
  }

  async list(identity: Identity, { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number }) {
    assertPerson(identity);
    const { store } = this.#needs;
    const { workspaceId, userId } = identity;
    const after = cursor === undefined ? undefined : await store.find(workspaceId, cursor);
    const whose = canSeeOthers(identity) ? undefined : userId;
    const rows = await store.list(workspaceId, whose, { after, limit: limit + 1 });
    const items = rows.slice(0, limit);
    return {
      items: items.map((row) => toApiKey(row, identity)),
      nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    };
  }

  async revoke(identity: Identity, id: string): Promise<void> {
    const { store, audit } = this.#needs;
    const row = await store.find(identity.workspaceId, id);
    assertCanRevoke(identity, row);
    await store.revoke(row.workspaceId, row.id, this.#now());
    audit.record({
      action: "apiKey.revoke",
      identity,
      target: { type: "apiKey", id },
      outcome: "done",
      detail: { name: row.name, prefix: row.prefix, isOwn: row.userId === identity.userId },
    });
  }

  /**
   * Who presents a key. It acts for the person who made it, in the workspace it was made in, with that person's role of
   * this moment. Wrong, revoked, expired and unknown keys are answered alike: AUTH_REQUIRED.
   */
  async identify(presented: string, address: string): Promise<Identity> {
    const id = keyIdOf(presented);
    const found = id === undefined ? undefined : await this.#needs.store.presented(id);
    const isRight = isSame(digestOf(presented), found?.key.digest ?? NO_DIGEST);
    const now = this.#now();
    if (!isRight || found === undefined || !isLive(found, now)) throw new AppError("AUTH_REQUIRED");
    this.#noteUse(found.key, now, address);
    return identityOf(found);
  }

  /** Whether a request that is still being answered would be let in again as it was. */
  async isStill({ apiKeyId, role, lacksSecondFactor }: Identity): Promise<boolean> {
    const found = apiKeyId === undefined ? undefined : await this.#needs.store.presented(apiKeyId);
    return (
      found !== undefined &&
      isLive(found, this.#now()) &&
      found.role === role &&
      lacksFactor(found) === (lacksSecondFactor ?? false)
    );
  }

  /** Once a minute a key at most, and behind the request: knowing when a key was used is worth no waiting. */
  #noteUse({ id, lastUsedAt }: ApiKeyRow, now: Date, address: string): void {
    if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < MINUTE_MS) return;
    // A note that is lost is made by the next request.
    this.#needs.store.used(id, now, address).catch(() => undefined);
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

const isLive = ({ key, user }: PresentedKey, now: Date): boolean =>
  key.revokedAt === null && user.disabledAt === null && (key.expiresAt === null || key.expiresAt > now);

/**
 * A program cannot show a second factor, so its key stands for a person who has one. It rests while its person has
 * none where the workspace asks for it: otherwise a key made before would be the way around.
 */
const lacksFactor = ({ requiresTwoFactor, hasTwoFactor }: PresentedKey): boolean => requiresTwoFactor && !hasTwoFactor;

const identityOf = (found: PresentedKey): Identity => {
  const { key, role, user, memberAttributes } = found;
  return {
    kind: "apiKey",
    workspaceId: key.workspaceId,
    principal: user.id,
    role,
    userId: user.id,
    // Whoever administers the server does so themselves.
    isInstanceAdmin: false,
    scopes: key.scopes,
    attributes: { ...user.attributes, ...memberAttributes, email: user.email, userId: user.id, role },
    apiKeyId: key.id,
    ...(lacksFactor(found) ? { lacksSecondFactor: true } : {}),
  };
};

const toApiKey = (row: ListedKey, identity: Identity): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  access: accessOf(row.scopes),
  permissions: row.scopes === null ? null : [...row.scopes],
  owner: { id: row.userId, name: row.ownerName },
  isYours: row.userId === identity.userId,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  lastUsedAddress: row.userId === identity.userId ? row.lastUsedAddress : null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});
