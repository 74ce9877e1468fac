import { sql } from "drizzle-orm";
import type { Database } from "../database/database.ts";

/** Which plugins are switched off, and why; kept over restarts. */
export class PluginStateStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async disabled(): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.#db.execute<{ id: string; reason: string | null }>(
      sql`SELECT id, reason FROM plugin_states WHERE is_disabled`,
    );
    return new Map(rows.map(({ id, reason }) => [id, reason ?? ""]));
  }

  async set(id: string, reason: string | null, now: Date): Promise<void> {
    await this.#db.execute(sql`
      INSERT INTO plugin_states (id, is_disabled, reason, changed_at)
      VALUES (${id}, ${reason !== null}, ${reason}, ${now.toISOString()})
      ON CONFLICT (id) DO UPDATE
      SET is_disabled = excluded.is_disabled, reason = excluded.reason, changed_at = excluded.changed_at`);
  }
}
