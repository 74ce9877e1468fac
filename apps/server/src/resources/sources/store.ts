import { and, asc, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { isOfSession, type SessionSources } from "../../connecting/session-sources.ts";
import type { Database } from "../../database/database.ts";
import { sourceFiles, sourceSnapshots, sources } from "../../database/schema.ts";

export type SourceRow = typeof sources.$inferSelect;
export type SnapshotRow = typeof sourceSnapshots.$inferSelect;
export type SourceFileRow = typeof sourceFiles.$inferSelect;
export type NewSource = typeof sources.$inferInsert;
/** The database or a transaction of it. */
export type Executor = Pick<Database, "select" | "insert" | "update" | "delete">;

export type UndoableChange = Pick<SnapshotRow, "reason" | "createdAt">;

export interface ExpiredSource {
  readonly id: string;
  readonly workspaceId: string;
}

/** SQL over sources and their files. An expired source is gone for every reader, whether or not it was swept yet. */
export class SourceStore {
  readonly #db: Database;
  readonly #sessions: Pick<SessionSources, "find" | "list"> | undefined;

  /** `sessions` holds the sources that are in no table. */
  constructor(db: Database, sessions?: Pick<SessionSources, "find" | "list">) {
    this.#db = db;
    this.#sessions = sessions;
  }

  async find(id: string, now: Date): Promise<SourceRow | undefined> {
    if (isOfSession(id)) return this.#sessions?.find(id, now);
    const [row] = await this.#db
      .select()
      .from(sources)
      .where(and(eq(sources.id, id), isLive(now)));
    return row;
  }

  async list(
    workspaceId: string,
    now: Date,
    page: { readonly after: string; readonly limit: number },
  ): Promise<readonly SourceRow[]> {
    if (isOfSession(workspaceId)) {
      const held = this.#sessions?.list(workspaceId, now) ?? [];
      return held.filter(({ id }) => id > page.after).slice(0, page.limit);
    }
    return this.#db
      .select()
      .from(sources)
      .where(and(eq(sources.workspaceId, workspaceId), gt(sources.id, page.after), isLive(now)))
      .orderBy(asc(sources.id))
      .limit(page.limit);
  }

  async count(workspaceId: string, now: Date): Promise<number> {
    if (isOfSession(workspaceId)) return this.#sessions?.list(workspaceId, now).length ?? 0;
    return this.#db.$count(sources, and(eq(sources.workspaceId, workspaceId), isLive(now)));
  }

  async filesOf(sourceIds: readonly string[]): Promise<readonly SourceFileRow[]> {
    if (sourceIds.length === 0) return [];
    return this.#db
      .select()
      .from(sourceFiles)
      .where(inArray(sourceFiles.sourceId, [...sourceIds]))
      .orderBy(asc(sourceFiles.sourceId), asc(sourceFiles.position));
  }

  /** The state before the last change of its files, while that can be undone. */
  async snapshotOf(sourceId: string): Promise<SnapshotRow | undefined> {
    const [row] = await this.#db.select().from(sourceSnapshots).where(eq(sourceSnapshots.sourceId, sourceId));
    return row;
  }

  /** What could be undone, by source. */
  async undoable(sourceIds: readonly string[]): Promise<ReadonlyMap<string, UndoableChange>> {
    if (sourceIds.length === 0) return new Map();
    const { sourceId, reason, createdAt } = sourceSnapshots;
    const rows = await this.#db
      .select({ sourceId, reason, createdAt })
      .from(sourceSnapshots)
      .where(inArray(sourceId, [...sourceIds]));
    return new Map(rows.map((row) => [row.sourceId, row]));
  }

  async remove(id: string, workspaceId: string): Promise<boolean> {
    const gone = await this.#db
      .delete(sources)
      .where(and(eq(sources.id, id), eq(sources.workspaceId, workspaceId)))
      .returning({ id: sources.id });
    return gone.length === 1;
  }

  async expired(now: Date): Promise<readonly ExpiredSource[]> {
    return this.#db
      .select({ id: sources.id, workspaceId: sources.workspaceId })
      .from(sources)
      .where(lte(sources.expiresAt, now));
  }
}

const isLive = (now: Date) => or(isNull(sources.expiresAt), gt(sources.expiresAt, now));
