import { createHash } from "node:crypto";
import { AppError, type Clock } from "@parlance/core";
import { v7 as uuid } from "uuid";
import { type Page, pageOf } from "../../http/page-cursor.ts";
import type { Identity } from "../../plugins/identity.ts";
import { chartSpec } from "../../wire/result.ts";
import { ownerOf } from "../conversations/policy.ts";
import type { QueryAnswer } from "../queries/schema.ts";
import type { QueryService } from "../queries/service.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import { assertFound } from "./policy.ts";
import type { SavedAnswer, SavedAnswerCreate, SavedSearch } from "./schema.ts";
import type { SavedAnswerRow, SavedAnswerStore } from "./store.ts";

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
      expiresAt: this.#expiry(now),
      workspaceSharedAt: null,
    };
    if (await this.#needs.store.create(row)) return toSavedAnswer(row);
    const before = await this.#needs.store.ofRequest(owner, requestKey ?? "");
    if (before?.requestFingerprint !== requestFingerprint) throw new AppError("IDEMPOTENCY_MISMATCH");
    return toSavedAnswer(before);
  }

  async list(identity: Identity, { q, sourceId, cursor, limit }: SavedSearch): Promise<Page<SavedAnswer>> {
    const search = { words: q, sourceId, after: cursor, limit: limit + 1 };
    const rows = await this.#needs.store.list(ownerOf(identity), search, this.#now());
    const page = pageOf(rows, limit, (row) => ({ at: row.createdAt, id: row.id }));
    return { ...page, items: page.items.map(toSavedAnswer) };
  }

  async read(identity: Identity, id: string): Promise<{ readonly body: SavedAnswer; readonly etag: string }> {
    return versioned(await this.#find(identity, id));
  }

  /** `ifMatch` absent means: whatever the state is. */
  async rename(identity: Identity, id: string, name: string, ifMatch: string | undefined) {
    const row = await this.#find(identity, id);
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) throw new AppError("EDIT_CONFLICT");
    const now = this.#now();
    const changed = await this.#needs.store.change(row, { name, updatedAt: now, expiresAt: this.#expiry(now) });
    if (changed === undefined) throw new AppError("EDIT_CONFLICT");
    return versioned(changed);
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
    const row = await this.#find(identity, id);
    if (row.sourceId === null) throw new AppError("SOURCE_NOT_FOUND");
    const answer = await this.#needs.queries.run(
      identity,
      { sourceId: row.sourceId, sql: row.sql, acceptCost },
      context,
    );
    const now = this.#now();
    await this.#needs.store.wasRun(row, now, this.#expiry(now));
    return answer;
  }

  /** For the sweeper. */
  async removeExpired(now: Date): Promise<void> {
    await this.#needs.store.removeExpired(now);
  }

  async #find(identity: Identity, id: string): Promise<SavedAnswerRow> {
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

const etagOf = ({ revision }: SavedAnswerRow): string => `"${revision}"`;

const versioned = (row: SavedAnswerRow) => ({ body: toSavedAnswer(row), etag: etagOf(row) });

function toSavedAnswer(row: SavedAnswerRow): SavedAnswer {
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
  };
}
