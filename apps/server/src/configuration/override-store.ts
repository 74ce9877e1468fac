import { AppError } from "@parlance/core";
import { inArray } from "drizzle-orm";
import { settingOverrides } from "../database/configuration-tables.ts";
import type { Database } from "../database/database.ts";
import { nextRevision, readRevision } from "./revision.ts";

export type OverrideRow = typeof settingOverrides.$inferSelect;

export interface OverrideChange {
  readonly set: readonly OverrideRow[];
  readonly reset: readonly string[];
}

/** SQL over what administrators have overridden. Secrets go in and out sealed. */
export class OverrideStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The rows, and a revision that is at most as new as they are. */
  async read(): Promise<{ readonly revision: number; readonly rows: readonly OverrideRow[] }> {
    const revision = await readRevision(this.#db);
    return { revision, rows: await this.#db.select().from(settingOverrides) };
  }

  /** All of it or nothing. `expected` absent: whatever the state is. Errors: EDIT_CONFLICT. */
  async change({ set, reset }: OverrideChange, expected?: number): Promise<void> {
    await this.#db.transaction(async (tx) => {
      if ((await nextRevision(tx, expected)) === null) throw new AppError("EDIT_CONFLICT");
      const keys = [...reset, ...set.map(({ key }) => key)];
      if (keys.length > 0) await tx.delete(settingOverrides).where(inArray(settingOverrides.key, keys));
      if (set.length > 0) await tx.insert(settingOverrides).values([...set]);
    });
  }
}
