import { and, eq, inArray, lt, ne, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { KnownKeys } from "../../database/known-keys.ts";
import { modelProviders, workspaces } from "../../database/schema.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

export type ProviderRow = typeof modelProviders.$inferSelect;
export type ProviderPlace = Pick<ProviderRow, "workspaceId" | "owner" | "provider">;

/** Whoever belongs to the workspace uses what has this owner. */
export const WORKSPACE_OWNER = "";

/** SQL over the settings of providers. Secrets go in and out sealed. */
export class ProviderStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;
  readonly #configuring: KnownKeys;

  constructor(db: Database, workspaces: WorkspaceStore) {
    this.#db = db;
    this.#workspaces = workspaces;
    this.#configuring = new KnownKeys(db, modelProviders, async (limit) => {
      const rows = await db.selectDistinct({ id: modelProviders.workspaceId }).from(modelProviders).limit(limit);
      return rows.map(({ id }) => id);
    });
  }

  /** The workspace's settings and this principal's own. */
  async of(workspaceId: string, principal: string): Promise<readonly ProviderRow[]> {
    if (!(await this.#configuring.mayHold(workspaceId))) return [];
    return this.#db
      .select()
      .from(modelProviders)
      .where(
        and(eq(modelProviders.workspaceId, workspaceId), inArray(modelProviders.owner, [WORKSPACE_OWNER, principal])),
      )
      .orderBy(modelProviders.provider);
  }

  async find(place: ProviderPlace): Promise<ProviderRow | undefined> {
    const [row] = await this.#db.select().from(modelProviders).where(at(place));
    return row;
  }

  /** Writes the row, and takes the choice from the others when it is the chosen one; false when it has moved on. */
  async save(row: ProviderRow, before: ProviderRow | undefined): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      await this.#workspaces.ensure(tx, anonymousWorkspace(row.workspaceId, row.updatedAt));
      if (row.isChosen) {
        await tx
          .update(modelProviders)
          .set({ isChosen: false })
          .where(
            and(
              eq(modelProviders.workspaceId, row.workspaceId),
              eq(modelProviders.owner, row.owner),
              ne(modelProviders.provider, row.provider),
            ),
          );
      }
      if (before === undefined) {
        return (await tx.insert(modelProviders).values(row).onConflictDoNothing().returning()).length === 1;
      }
      const { model, config, secrets, isChosen, updatedAt, usedAt } = row;
      const changed = await tx
        .update(modelProviders)
        .set({ model, config, secrets, isChosen, updatedAt, usedAt, revision: sql`${modelProviders.revision} + 1` })
        .where(and(at(row), eq(modelProviders.revision, before.revision)))
        .returning({ id: modelProviders.id });
      return changed.length === 1;
    });
  }

  async remove(place: ProviderPlace): Promise<boolean> {
    return (await this.#db.delete(modelProviders).where(at(place)).returning()).length === 1;
  }

  async touch(id: string, now: Date): Promise<void> {
    await this.#db.update(modelProviders).set({ usedAt: now }).where(eq(modelProviders.id, id));
  }

  async removeUnused(before: Date): Promise<void> {
    const temporary = this.#db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.kind, "anonymous"));
    await this.#db
      .delete(modelProviders)
      .where(and(lt(modelProviders.usedAt, before), inArray(modelProviders.workspaceId, temporary)));
  }
}

const at = ({ workspaceId, owner, provider }: ProviderPlace) =>
  and(
    eq(modelProviders.workspaceId, workspaceId),
    eq(modelProviders.owner, owner),
    eq(modelProviders.provider, provider),
  );
