import { and, asc, count, eq, gt, isNull, lt, min, notExists, or } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { knowledgeEntries } from "../../database/knowledge-tables.ts";
import { conversations, modelProviders, savedAnswers, sources, workspaces } from "../../database/schema.ts";
import type { Executor } from "../sources/store.ts";

export type WorkspaceRow = typeof workspaces.$inferSelect;

export interface WorkspaceContents {
  readonly sourceCount: number;
  readonly expiresAt: Date | null;
}

export class WorkspaceStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async demos(): Promise<readonly WorkspaceRow[]> {
    return this.#db.select().from(workspaces).where(eq(workspaces.kind, "demo")).orderBy(asc(workspaces.createdAt));
  }

  async contents(id: string, now: Date): Promise<WorkspaceContents> {
    const [row] = await this.#db
      .select({ sourceCount: count(), expiresAt: min(sources.expiresAt) })
      .from(sources)
      .where(and(eq(sources.workspaceId, id), or(isNull(sources.expiresAt), gt(sources.expiresAt, now))));
    return { sourceCount: row?.sourceCount ?? 0, expiresAt: row?.expiresAt ?? null };
  }

  /** Makes the row unless it is there. Called inside the transaction that puts the first source in. */
  async ensure(executor: Executor, row: WorkspaceRow): Promise<void> {
    await executor.insert(workspaces).values(row).onConflictDoNothing();
  }

  /** Anonymous workspaces that hold nothing and were not made a moment ago. */
  async removeEmptyAnonymous(olderThan: Date): Promise<void> {
    type Kept =
      | typeof sources
      | typeof conversations
      | typeof savedAnswers
      | typeof modelProviders
      | typeof knowledgeEntries;
    const holdsNone = (table: Kept) =>
      notExists(this.#db.select({ id: table.id }).from(table).where(eq(table.workspaceId, workspaces.id)));
    await this.#db
      .delete(workspaces)
      .where(
        and(
          eq(workspaces.kind, "anonymous"),
          lt(workspaces.createdAt, olderThan),
          ...[sources, conversations, savedAnswers, modelProviders, knowledgeEntries].map(holdsNone),
        ),
      );
  }
}
