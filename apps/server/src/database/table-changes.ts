import type { Logger } from "drizzle-orm/logger";
import type { Database } from "./database.ts";

/** Statements that change one table and no other: neither cascades nor triggers follow from them. */
const CHANGES_ONE = /^\s*(?:insert into|update)\s+"(\w+)"/i;
const CHANGES_NONE = /^\s*select\b/i;

/**
 * Counts, for the embedded database, how often each table may have changed. It hears of every statement in the turn in
 * which the driver is given it, and that driver runs statements one after another and none inside somebody else's
 * transaction. So a read that began and ended under one count saw everything that this count stands for.
 */
export class TableChanges implements Logger {
  #everywhere = 0;
  readonly #byTable = new Map<string, number>();

  logQuery(statement: string): void {
    if (CHANGES_NONE.test(statement)) return;
    const table = CHANGES_ONE.exec(statement)?.[1];
    // A deletion cascades, and what is neither may do anything.
    if (table === undefined) this.addAnything();
    else this.#byTable.set(table, this.#countOf(table) + 1);
  }

  addAnything(): void {
    this.#everywhere++;
  }

  of(table: string): number {
    return this.#everywhere + this.#countOf(table);
  }

  #countOf(table: string): number {
    return this.#byTable.get(table) ?? 0;
  }
}

const CHANGES = new WeakMap<Database, TableChanges>();

/** Only for a database that nobody but this process can reach. */
export function watchChanges(db: Database, changes: TableChanges): Database {
  CHANGES.set(db, changes);
  return db;
}

/** Undefined for a database that others may write to as well: of their statements nobody hears. */
export const changesOf = (db: Database): TableChanges | undefined => CHANGES.get(db);
