import { and, eq, lt, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { idempotencyKeys, sourceFiles, sourceSnapshots, sources } from "../../database/schema.ts";
import type { StorageQuota } from "../../limiting/storage-quota.ts";
import type { Source } from "../../wire/source.ts";
import type { NewSource, SourceFileRow } from "../sources/store.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

export interface AcknowledgedUpload {
  readonly fingerprint: string;
  readonly source: Source;
}

export interface SourceChange {
  readonly source: NewSource;
  /** Revision the change was made from; null for a new source. */
  readonly fromRevision: number | null;
  readonly files: readonly SourceFileRow[];
  /** What a repeated request is recognised by; null when the request carried no key. */
  readonly acknowledgement: { readonly key: string; readonly fingerprint: string; readonly source: Source } | null;
}

const UPLOAD_CREATED = 201;

export class UploadStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;
  readonly #quota: StorageQuota;

  constructor(db: Database, workspaces: WorkspaceStore, quota: StorageQuota) {
    this.#db = db;
    this.#workspaces = workspaces;
    this.#quota = quota;
  }

  async acknowledged(workspaceId: string, key: string): Promise<AcknowledgedUpload | undefined> {
    const [row] = await this.#db
      .select()
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.workspaceId, workspaceId), eq(idempotencyKeys.key, key)));
    return row === undefined ? undefined : { fingerprint: row.fingerprint, source: row.response.source };
  }

  /**
   * The moment a change becomes true: source, files and acknowledgement in one transaction.
   * Over the workspace's limit of storage it is refused as a whole. False when the source was changed or removed meanwhile; nothing is written then.
   */
  async commit(change: SourceChange, now: Date): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      const { source, fromRevision, files, acknowledgement } = change;
      if (fromRevision === null) await this.#workspaces.ensure(tx, anonymousWorkspace(source.workspaceId, now));
      await this.#quota.begin(tx, source.workspaceId);
      const bytesBefore = fromRevision === null ? 0 : await bytesOf(tx, source.id);
      if (fromRevision === null) {
        await tx.insert(sources).values(source);
      } else {
        const changed = await tx
          .update(sources)
          .set({ ...source, revision: sql`${sources.revision} + 1` })
          .where(
            and(
              eq(sources.id, source.id),
              eq(sources.workspaceId, source.workspaceId),
              eq(sources.revision, fromRevision),
            ),
          )
          .returning({ id: sources.id });
        if (changed.length === 0) return false;
        await tx.delete(sourceFiles).where(eq(sourceFiles.sourceId, source.id));
        // Undoing an older change would take this one with it.
        await tx.delete(sourceSnapshots).where(eq(sourceSnapshots.sourceId, source.id));
      }
      await tx.insert(sourceFiles).values([...files]);
      await this.#quota.end(tx, source.workspaceId, source.bytes - bytesBefore);
      if (acknowledgement !== null) {
        await tx.insert(idempotencyKeys).values({
          workspaceId: source.workspaceId,
          key: acknowledgement.key,
          fingerprint: acknowledgement.fingerprint,
          status: UPLOAD_CREATED,
          response: { source: acknowledgement.source },
          createdAt: now,
        });
      }
      return true;
    });
  }

  async forgetAcknowledgements(olderThan: Date): Promise<void> {
    await this.#db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, olderThan));
  }
}

export async function bytesOf(tx: Pick<Database, "select">, sourceId: string): Promise<number> {
  const [row] = await tx.select({ bytes: sources.bytes }).from(sources).where(eq(sources.id, sourceId));
  return row?.bytes ?? 0;
}
