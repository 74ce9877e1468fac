import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { sourceConnections, sourceFiles, sources, syncs } from "../../database/schema.ts";
import type { StorageQuota } from "../../limiting/storage-quota.ts";
import type { SourceFileRow, SourceRow } from "../sources/store.ts";

export type SyncRow = typeof syncs.$inferSelect;

/** What a sync brought. Without `version` nothing had changed. */
export interface SyncResult {
  readonly version: string | null;
  readonly digest: string;
  readonly tableCount: number;
  readonly rowCount: number;
  readonly bytes: number;
  /** Files of a synced source; null for a remote one, whose rows stay where they are. */
  readonly files: readonly SourceFileRow[] | null;
  readonly difference: Pick<SyncRow, "tablesAdded" | "tablesRemoved" | "tablesChanged">;
}

export interface SyncFailure {
  readonly status: "error" | "disconnected";
  readonly code: string;
  readonly message: string;
}

/** SQL over the history of syncs and what they leave in their source. */
export class SyncStore {
  readonly #db: Database;
  readonly #quota: StorageQuota;

  constructor(db: Database, quota: StorageQuota) {
    this.#db = db;
    this.#quota = quota;
  }

  async start(sync: Pick<SyncRow, "id" | "sourceId" | "cause" | "startedAt">): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.insert(syncs).values({ ...sync, state: "running" });
      await tx.update(sources).set({ status: "syncing", statusReason: null }).where(eq(sources.id, sync.sourceId));
    });
  }

  /** The moment a sync becomes true. False when the claim was lost or the source is gone: nothing is written then. */
  async succeed(
    sync: Pick<SyncRow, "id" | "sourceId">,
    owner: string,
    result: SyncResult,
    times: { readonly now: Date; readonly next: Date | null; readonly expires: Date | null },
  ): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      const place = await placeOf(tx, sync.sourceId);
      if (place === undefined) return false;
      await this.#quota.begin(tx, place.workspaceId);
      const held = await tx
        .update(sourceConnections)
        .set({
          contentDigest: result.digest,
          syncedAt: times.now,
          nextSyncAt: times.next,
          claimedBy: null,
          claimedUntil: null,
        })
        .where(and(eq(sourceConnections.sourceId, sync.sourceId), eq(sourceConnections.claimedBy, owner)))
        .returning({ sourceId: sourceConnections.sourceId });
      if (held.length === 0) return false;
      const { version, tableCount, rowCount, bytes, files, difference } = result;
      await tx
        .update(sources)
        .set({
          status: "connected",
          statusReason: null,
          expiresAt: times.expires,
          ...(version === null
            ? {}
            : { version, tableCount, rowCount, bytes, updatedAt: times.now, revision: sql`${sources.revision} + 1` }),
        })
        .where(eq(sources.id, sync.sourceId));
      if (files !== null && version !== null) {
        await tx.delete(sourceFiles).where(eq(sourceFiles.sourceId, sync.sourceId));
        if (files.length > 0) await tx.insert(sourceFiles).values([...files]);
        await this.#quota.end(tx, place.workspaceId, bytes - place.bytes);
      }
      await tx
        .update(syncs)
        .set({ state: "done", endedAt: times.now, version, tableCount, rowCount, ...difference })
        .where(eq(syncs.id, sync.id));
      return true;
    });
  }

  async fail(
    sync: Pick<SyncRow, "id" | "sourceId">,
    owner: string,
    failure: SyncFailure,
    times: { readonly now: Date; readonly next: Date | null },
  ): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx
        .update(syncs)
        .set({ state: "failed", endedAt: times.now, errorCode: failure.code, message: failure.message })
        .where(eq(syncs.id, sync.id));
      const held = await tx
        .update(sourceConnections)
        .set({ nextSyncAt: times.next, claimedBy: null, claimedUntil: null })
        .where(and(eq(sourceConnections.sourceId, sync.sourceId), eq(sourceConnections.claimedBy, owner)))
        .returning({ sourceId: sourceConnections.sourceId });
      if (held.length > 0) await setStatus(tx, sync.sourceId, failure);
    });
  }

  async markDisconnected(sourceId: string, message: string): Promise<void> {
    await setStatus(this.#db, sourceId, { status: "disconnected", message });
  }

  /** Newest first. */
  async list(source: Pick<SourceRow, "id">, before: string | undefined, limit: number): Promise<readonly SyncRow[]> {
    return this.#db
      .select()
      .from(syncs)
      .where(and(eq(syncs.sourceId, source.id), before === undefined ? undefined : lt(syncs.id, before)))
      .orderBy(desc(syncs.id))
      .limit(limit);
  }

  /** Syncs of an instance that ended in the middle of them, with the sources they belong to. */
  async running(): Promise<readonly SyncRow[]> {
    return this.#db.select().from(syncs).where(eq(syncs.state, "running"));
  }

  /** Keeps the newest `keep` of each source's history. */
  async forgetOld(sourceId: string, keep: number): Promise<void> {
    await this.#db.execute(
      sql`DELETE FROM syncs WHERE source_id = ${sourceId} AND state <> 'running' AND id NOT IN (SELECT id FROM syncs WHERE source_id = ${sourceId} ORDER BY id DESC LIMIT ${keep})`,
    );
  }
}

async function placeOf(tx: Pick<Database, "select">, sourceId: string) {
  const { workspaceId, bytes } = sources;
  const [place] = await tx.select({ workspaceId, bytes }).from(sources).where(eq(sources.id, sourceId));
  return place;
}

const setStatus = (
  executor: Pick<Database, "update">,
  sourceId: string,
  { status, message }: Pick<SyncFailure, "status" | "message">,
) => executor.update(sources).set({ status, statusReason: message }).where(eq(sources.id, sourceId));
