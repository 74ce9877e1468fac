import { getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./database.ts";
import { changesOf } from "./table-changes.ts";

/** With more keys than this the table is asked each time: reading all of them would cost more than it saves. */
const MOST_KEYS = 500;

/**
 * Which keys a table holds, for questions whose answer is nearly always "nothing there" and which every request asks
 * (about 1 ms of processor time a statement in the embedded database). Read again after every statement that may have
 * changed the table. On a database server, which other instances write to, everything may be there.
 */
export class KnownKeys {
  readonly #db: Database;
  readonly #table: string;
  readonly #read: (limit: number) => Promise<readonly string[]>;
  #known: { readonly changes: number; readonly keys: Promise<ReadonlySet<string> | null> } | undefined;

  constructor(db: Database, table: PgTable, read: (limit: number) => Promise<readonly string[]>) {
    this.#db = db;
    this.#table = getTableName(table);
    this.#read = read;
  }

  /** False only where the table certainly has nothing under this key. */
  async mayHold(key: string): Promise<boolean> {
    const now = changesOf(this.#db)?.of(this.#table);
    if (now === undefined) return true;
    if (this.#known?.changes !== now) this.#known = { changes: now, keys: this.#readAll() };
    const known = this.#known;
    try {
      const keys = await known.keys;
      return keys === null || keys.has(key);
    } catch (error) {
      // A failure must not be remembered: the next request tries again.
      if (this.#known === known) this.#known = undefined;
      throw error;
    }
  }

  async #readAll(): Promise<ReadonlySet<string> | null> {
    const keys = await this.#read(MOST_KEYS + 1);
    return keys.length > MOST_KEYS ? null : new Set(keys);
  }
}
