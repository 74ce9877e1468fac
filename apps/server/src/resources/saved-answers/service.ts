import { createHash } from "node:crypto";
import { AppError, type Clock } from "@parlance/core";
import { v7 as uuid } from "uuid";
import { speaksOf } from "../../governing/speaks-of.ts";
import { type Page, pageOf } from "../../http/page-cursor.ts";
import type { Identity } from "../../plugins/identity.ts";
import { chartSpec } from "../../wire/result.ts";
import { assertMayUnshare, ownerOf } from "../conversations/policy.ts";
import { assertTeam } from "../members/policy.ts";
import type { QueryAnswer } from "../queries/schema.ts";
import type { QueryService } from "../queries/service.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import { assertFound } from "./policy.ts";
import type { SavedAnswer, SavedAnswerCreate, SavedSearch } from "./schema.ts";
import type { OwnedSavedAnswer, SavedAnswerRow, SavedAnswerStore } from "./store.ts";

export interface SavedAnswerServiceNeeds {
  readonly clock: Clock;
  readonly store: SavedAnswerStore;
  readonly access: SourceAccess;
  readonly queries: QueryService;
  /** How long one is kept after it was last saved, renamed or run; null: until it is deleted. */
  readonly lifetimeMs: number | null;
}

export class SavedAnswerService {
  readonly #needs: SavedAnswerServiceNeeds;

  constructor(needs: SavedAnswerServiceNeeds) {
    this.#needs = needs;
  }

  async create(identity: Identity, body: SavedAnswerCreate, requestKey: string | undefined): Promise<SavedAnswer> {
    const owner = ownerOf(identity);
    const now = this.#now();
    const source = await this.#needs.access.find(body.sourceId, now);
    assertCanRead(identity, source);
    const requestFingerprint = createHash("sha256").update(JSON.stringify(body)).digest("hex");
    const row: SavedAnswerRow = {
      ...body,
      id: uuid(),
      workspaceId: owner.workspaceId,
      owner: owner.principal,
      sourceName: source.name,
      revision: 1,
      requestKey: requestKey ?? null,
      requestFingerprint,
      createdAt: now,
      updatedAt: now,
      runAt: null,
      expiresAt: this.#expiry(identity, now),
      workspaceSharedAt: null,
    };
    if (await this.#needs.store.create(row)) return this.#told(identity, row);
    const before = await this.#needs.store.ofRequest(owner, requestKey ?? "");
    if (before?.requestFingerprint !== requestFingerprint) throw new AppError("IDEMPOTENCY_MISMATCH");
    return this.#told(identity, before);
  }

  async list(identity: Identity, { q, sourceId, scope, cursor, limit }: SavedSearch): Promise<Page<SavedAnswer>> {
    const search = { scope, words: q, sourceId, after: cursor, limit: limit + 1 };
    const rows = await this.#needs.store.list(ownerOf(identity), search, this.#now());
    const page = pageOf(rows, limit, (row) => ({ at: row.createdAt, id: row.id }));
    const items: SavedAnswer[] = [];
    for (const row of page.items) if (await this.#isFor(identity, row)) items.push(toSavedAnswer(row, identity));
    return { ...page, items };
  }

  async read(identity: Identity, id: string): Promise<{ readonly body: SavedAnswer; readonly etag: string }> {
    const row = await this.#findReadable(identity, id);
    return { body: toSavedAnswer(row, identity), etag: etagOf(row) };
  }

  /** `ifMatch` absent means: whatever the state is. */
  async rename(identity: Identity, id: string, name: string, ifMatch: string | undefined) {
    const row = await this.#find(identity, id);
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) throw new AppError("EDIT_CONFLICT");
    const now = this.#now();
    const changed = await this.#needs.store.change(row, {
      name,
      updatedAt: now,
      expiresAt: this.#expiry(identity, now),
    });
    if (changed === undefined) throw new AppError("EDIT_CONFLICT");
    return { body: await this.#told(identity, changed), etag: etagOf(changed) };
  }

  /** Everybody in the workspace may read and run it from now on, each with their own rights. */
  async shareInWorkspace(identity: Identity, id: string): Promise<SavedAnswer> {
    assertTeam(identity);
    const row = await this.#find(identity, id);
    if (row.workspaceSharedAt !== null) return toSavedAnswer(row, identity);
    const changed = await this.#needs.store.change(row, { workspaceSharedAt: this.#now() });
    if (changed === undefined) throw new AppError("EDIT_CONFLICT");
    return this.#told(identity, changed);
  }

  /** By its owner, or by an admin who does not want it there. */
  async unshareInWorkspace(identity: Identity, id: string): Promise<void> {
    const row = await this.#findReadable(identity, id);
    assertMayUnshare(identity, row);
    if (row.workspaceSharedAt === null) return;
    const changed = await this.#needs.store.change(row, { workspaceSharedAt: null });
    if (changed === undefined) throw new AppError("EDIT_CONFLICT");
  }

  async remove(identity: Identity, id: string): Promise<void> {
    if (!(await this.#needs.store.remove(ownerOf(identity), id))) throw new AppError("SAVED_ANSWER_NOT_FOUND");
  }

  /** The statement goes through the guard like any other, however long ago it was saved. */
  async run(
    identity: Identity,
    id: string,
    acceptCost: boolean,
    context: Parameters<QueryService["run"]>[2],
  ): Promise<QueryAnswer> {
    const row = await this.#findReadable(identity, id);
    if (row.sourceId === null) throw new AppError("SOURCE_NOT_FOUND");
    const answer = await this.#needs.queries.run(
      identity,
      { sourceId: row.sourceId, sql: row.sql, acceptCost },
      context,
    );
    const now = this.#now();
    await this.#needs.store.wasRun(row, now, this.#expiry(identity, now));
    return answer;
  }

  /** For the sweeper. */
  async removeExpired(now: Date): Promise<void> {
    await this.#needs.store.removeExpired(now);
  }

  async #findReadable(identity: Identity, id: string): Promise<OwnedSavedAnswer> {
    const row = await this.#needs.store.findReadable(ownerOf(identity), id, this.#now());
    const own = (await this.#isFor(identity, row)) ? row : undefined;
    assertFound(own);
    return own;
  }

  /** What others saved about columns that rules keep from this person is not for them; their own words are. */
  async #isFor(identity: Identity, row: OwnedSavedAnswer | undefined): Promise<boolean> {
    if (row === undefined || row.sourceId === null || row.owner === identity.principal) return true;
    const source = await this.#needs.access.find(row.sourceId, this.#now());
    if (source === undefined) return true;
    const governed = await this.#needs.access.governedFor(source, identity);
    return governed !== null && !speaksOf([row.name, row.question, row.sql, row.chart], governed.unspoken);
  }

  async #told(identity: Identity, row: SavedAnswerRow): Promise<SavedAnswer> {
    return toSavedAnswer({ ...row, ownerName: await this.#needs.store.nameOf(row.owner) }, identity);
  }

  async #find(identity: Identity, id: string): Promise<OwnedSavedAnswer> {
    const row = await this.#needs.store.find(ownerOf(identity), id, this.#now());
    assertFound(row);
    return row;
  }

  /** What people with accounts save is theirs until they delete it. */
  #expiry({ userId }: Identity, now: Date): Date | null {
    const { lifetimeMs } = this.#needs;
    return lifetimeMs === null || userId !== null ? null : new Date(now.getTime() + lifetimeMs);
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const etagOf = ({ revision }: SavedAnswerRow): string => `"${revision}"`;

function toSavedAnswer(row: OwnedSavedAnswer, { principal }: Pick<Identity, "principal">): SavedAnswer {
  const chart = chartSpec.safeParse(row.chart);
  return {
    id: row.id,
    name: row.name,
    question: row.question,
    sql: row.sql,
    chart: chart.success ? chart.data : null,
    sourceId: row.sourceId,
    sourceName: row.sourceName,
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    runAt: row.runAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    workspaceSharedAt: row.workspaceSharedAt?.toISOString() ?? null,
    owner: row.ownerName,
    isYours: row.owner === principal,
  };
}
