import type { Disclosure } from "@parlance/core";
import { and, eq } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { sourceDisclosures } from "../../database/model-tables.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

/** SQL over what was decided about sources. */
export class DisclosureStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;

  constructor(db: Database, workspaces: WorkspaceStore) {
    this.#db = db;
    this.#workspaces = workspaces;
  }

  async of(workspaceId: string): Promise<ReadonlyMap<string, Disclosure>> {
    const rows = await this.#db.select().from(sourceDisclosures).where(eq(sourceDisclosures.workspaceId, workspaceId));
    return new Map(rows.map(({ sourceId, disclosure }) => [sourceId, disclosure]));
  }

  async find(workspaceId: string, sourceId: string): Promise<Disclosure | undefined> {
    const [row] = await this.#db.select().from(sourceDisclosures).where(at(workspaceId, sourceId));
    return row?.disclosure;
  }

  async set(workspaceId: string, sourceId: string, disclosure: Disclosure, now: Date): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await this.#workspaces.ensure(tx, anonymousWorkspace(workspaceId, now));
      await tx
        .insert(sourceDisclosures)
        .values({ workspaceId, sourceId, disclosure, updatedAt: now })
        .onConflictDoUpdate({
          target: [sourceDisclosures.workspaceId, sourceDisclosures.sourceId],
          set: { disclosure, updatedAt: now },
        });
    });
  }

  async clear(workspaceId: string, sourceId: string): Promise<void> {
    await this.#db.delete(sourceDisclosures).where(at(workspaceId, sourceId));
  }
}

const at = (workspaceId: string, sourceId: string) =>
  and(eq(sourceDisclosures.workspaceId, workspaceId), eq(sourceDisclosures.sourceId, sourceId));
