import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { sourceFiles, sourceSnapshots, sources } from "../../database/schema.ts";
import type { StorageQuota } from "../../limiting/storage-quota.ts";
import type { SnapshotRow, SourceFileRow, SourceRow } from "../sources/store.ts";

export interface FilesVersion {
  readonly version: string;
  readonly files: readonly SourceFileRow[];
  readonly tableCount: number;
  readonly rowCount: number;
  readonly bytes: number;
}

/** SQL over changes of a source's files and the way back. */
export class FileChangeStore {
  readonly #db: Database;
  readonly #quota: StorageQuota;

  constructor(db: Database, quota: StorageQuota) {
    this.#db = db;
    this.#quota = quota;
  }

  /** Puts a version in place at one revision and keeps the one before, or keeps none. False when the source moved on. */
  async commit(
    row: SourceRow,
    next: FilesVersion,
    before: Omit<SnapshotRow, "createdAt" | "sourceId"> | null,
    now: Date,
  ): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      const { version, tableCount, rowCount, bytes, files } = next;
      await this.#quota.begin(tx, row.workspaceId);
      const changed = await tx
        .update(sources)
        .set({ version, tableCount, rowCount, bytes, updatedAt: now, revision: sql`${sources.revision} + 1` })
        .where(
          and(eq(sources.id, row.id), eq(sources.workspaceId, row.workspaceId), eq(sources.revision, row.revision)),
        )
        .returning({ id: sources.id });
      if (changed.length === 0) return false;
      await tx.delete(sourceFiles).where(eq(sourceFiles.sourceId, row.id));
      if (files.length > 0) await tx.insert(sourceFiles).values([...files]);
      await tx.delete(sourceSnapshots).where(eq(sourceSnapshots.sourceId, row.id));
      // Taking a change back only brings back what was there.
      if (before !== null) await this.#quota.end(tx, row.workspaceId, bytes - row.bytes);
      if (before !== null) await tx.insert(sourceSnapshots).values({ ...before, sourceId: row.id, createdAt: now });
      return true;
    });
  }
}
