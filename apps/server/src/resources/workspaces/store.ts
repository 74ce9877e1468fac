import { and, asc, count, eq, gt, isNull, lt, min, notExists, or } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { knowledgeEntries } from "../../database/knowledge-tables.ts";
import {
  conversations,
  idempotencyKeys,
  modelProviders,
  savedAnswers,
  sources,
  workspaces,
} from "../../database/schema.ts";
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

  async find(id: string): Promise<WorkspaceRow | undefined> {
    const [row] = await this.#db.select().from(workspaces).where(eq(workspaces.id, id));
    return row;
  }

  async insert(executor: Executor, row: typeof workspaces.$inferInsert): Promise<void> {
    await executor.insert(workspaces).values(row);
  }

  /** Undefined when the row has moved on from this revision. */
  async change(
    row: WorkspaceRow,
    fields: { readonly name?: string | undefined; readonly description?: string | undefined },
  ): Promise<WorkspaceRow | undefined> {
    const [changed] = await this.#db
      .update(workspaces)
      .set({
        name: fields.name ?? row.name,
        description: fields.description ?? row.description,
        revision: row.revision + 1,
      })
      .where(and(eq(workspaces.id, row.id), eq(workspaces.revision, row.revision)))
      .returning();
    return changed;
  }

  /** Every source, those that have expired and were not swept yet included. */
  async sourcesOf(id: string): Promise<readonly { readonly id: string; readonly workspaceId: string }[]> {
    return this.#db
      .select({ id: sources.id, workspaceId: sources.workspaceId })
      .from(sources)
      .where(eq(sources.workspaceId, id));
  }

  /** With everything that refers to it; its sources must be gone, or their files would stay. */
  async remove(id: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.workspaceId, id));
      await tx.delete(workspaces).where(eq(workspaces.id, id));
    });
  }

  /** When something that is put in now goes by itself: never in a workspace of people with accounts. */
  async expiryIn(id: string, now: Date, lifetimeMs: number): Promise<Date | null> {
    const row = await this.find(id);
    return row?.kind === "team" ? null : new Date(now.getTime() + lifetimeMs);
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
