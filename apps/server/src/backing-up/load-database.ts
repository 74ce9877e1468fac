import type { MigrationTarget } from "../database/migrate.ts";
import type { BackedUpTable } from "./backup-format.ts";
import { quoted } from "./dump-database.ts";

type Session = Pick<MigrationTarget, "exec" | "query">;

const ROWS_AT_ONCE = 200;

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Fills an empty schema in one transaction: foreign keys are taken off first and put back, and so checked, at the end. */
export class DatabaseLoad {
  readonly #session: Session;
  readonly #tables: ReadonlyMap<string, BackedUpTable>;
  #foreignKeys: readonly ForeignKey[] = [];

  constructor(session: Session, tables: readonly BackedUpTable[]) {
    this.#session = session;
    this.#tables = new Map(tables.map((table) => [table.name, table]));
  }

  /** Rows that migrations put there are in the backup as they were last. */
  async begin(): Promise<void> {
    await this.#session.exec("SET LOCAL TIME ZONE 'UTC'");
    const { rows } = await this.#session.query(`
      SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2`);
    this.#foreignKeys = rows.map(({ table, name, definition }) => ({
      table: String(table),
      name: String(name),
      definition: String(definition),
    }));
    for (const { table, name } of this.#foreignKeys) {
      await this.#session.exec(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
    }
    for (const name of this.#tables.keys()) {
      const { rows: some } = await this.#session.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
      if (some.length > 0) await this.#session.exec(`DELETE FROM ${quoted(name)}`);
    }
  }

  /** Lines as dumpTable made them. */
  async add(tableName: string, lines: string): Promise<void> {
    const table = this.#tables.get(tableName);
    if (table === undefined) throw new RangeError("This table is not in the header of the backup.");
    const rows = lines.split("\n").filter((line) => line !== "");
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await this.#insert(table, rows.slice(from, from + ROWS_AT_ONCE));
    }
  }

  async finish(): Promise<void> {
    for (const { table, name, definition } of this.#foreignKeys) {
      await this.#session.exec(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
    }
    for (const { name, columns } of this.#tables.values()) {
      for (const column of columns) await this.#advanceSequence(name, column.name);
    }
  }

  async #insert({ name, columns }: BackedUpTable, rows: readonly string[]): Promise<void> {
    const types = await this.#typesOf(name);
    const names = columns.map((column) => quoted(column.name)).join(", ");
    const values = columns.map((column, index) => typedText(index, column.type, types.get(column.name) ?? column.type));
    await this.#session.query(
      `INSERT INTO ${quoted(name)} (${names}) OVERRIDING SYSTEM VALUE
       SELECT ${values.join(", ")} FROM json_array_elements($1::json) AS r`,
      [`[${rows.join(",")}]`],
    );
  }

  readonly #types = new Map<string, ReadonlyMap<string, string>>();

  /** As they are here: a database without pgvector holds vectors in another form. */
  async #typesOf(table: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#types.get(table);
    if (known !== undefined) return known;
    const { rows } = await this.#session.query(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [quoted(table)],
    );
    const types = new Map(rows.map(({ name, type }) => [String(name), String(type)]));
    this.#types.set(table, types);
    return types;
  }

  async #advanceSequence(table: string, column: string): Promise<void> {
    const { rows } = await this.#session.query("SELECT pg_get_serial_sequence($1, $2) AS sequence", [
      quoted(table),
      column,
    ]);
    const sequence = rows[0]?.sequence;
    if (typeof sequence !== "string") return;
    await this.#session.query(
      `SELECT setval($1::regclass, coalesce((SELECT max(${quoted(column)}) FROM ${quoted(table)}), 0) + 1, false)`,
      [sequence],
    );
  }
}

/** A value's text in its column's type; vectors are written with brackets by pgvector and with braces as arrays. */
function typedText(index: number, from: string, to: string): string {
  const text = `(r->>${index})`;
  const isVector = (type: string): boolean => type.startsWith("vector");
  if (isVector(from) && !isVector(to)) return `translate(${text}, '[]', '{}')::${to}`;
  if (!isVector(from) && isVector(to)) return `translate(${text}, '{}', '[]')::${to}`;
  return `${text}::${to}`;
}
