import { count, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { sources, syncs } from "../../database/schema.ts";

const MAX_TROUBLED = 100;
const MAX_JOBS = 50;

/** Sources and syncs of all workspaces, as whoever runs the server sees them. */
export class OperationsStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async countSources(): Promise<number> {
    const [row] = await this.#db.select({ count: count() }).from(sources);
    return row?.count ?? 0;
  }

  troubledSources() {
    return this.#db
      .select()
      .from(sources)
      .where(inArray(sources.status, ["error", "disconnected", "syncing"]))
      .orderBy(desc(sources.updatedAt))
      .limit(MAX_TROUBLED);
  }

  latestSyncs() {
    return this.#db
      .select({ sync: syncs, sourceName: sources.name })
      .from(syncs)
      .innerJoin(sources, eq(sources.id, syncs.sourceId))
      .orderBy(desc(syncs.startedAt))
      .limit(MAX_JOBS);
  }
}
