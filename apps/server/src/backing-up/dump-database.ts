import type { MigrationTarget } from "../database/migrate.ts";
import type { BackedUpTable } from "./backup-format.ts";

type Session = Pick<MigrationTarget, "query">;

export const MIGRATIONS_TABLE = "schema_migrations";
const ROWS_AT_ONCE = 500;
const CHUNK_BYTES = 4 * 1024 * 1024;

export interface Chunk {
  readonly table: string;
  /** One JSON array of texts and nulls a line, in the order of the table's columns. */
  readonly lines: string;
}

/** Reads as of one moment, whatever is written meanwhile. To be called first in its transaction. */
export const readAsOfNow = async ({ exec }: Pick<MigrationTarget, "exec">): Promise<void> => {
  await exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL TIME ZONE 'UTC'");
};

export async function appliedMigrations({ query }: Session): Promise<string[]> {
  const { rows } = await query(`SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY name`);
  return rows.map(({ name }) => String(name));
}

/** Every table but the list of migrations, with the columns that hold something of their own. */
export async function listTables({ query }: Session): Promise<BackedUpTable[]> {
  const { rows } = await query(`
    SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> '${MIGRATIONS_TABLE}'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ORDER BY c.relname, a.attnum`);
  const tables = new Map<string, { name: string; type: string }[]>();
  for (const { table, column, type } of rows) {
    const columns = tables.get(String(table)) ?? [];
    tables.set(String(table), [...columns, { name: String(column), type: String(type) }]);
  }
  return [...tables].map(([name, columns]) => ({ name, columns }));
}

/** The rows of a table, every value in the text form that its type reads back exactly. */
export async function* dumpTable({ query }: Session, { name, columns }: BackedUpTable): AsyncGenerator<Chunk> {
  const values = columns.map((column) => `${quoted(column.name)}::text`).join(", ");
  const cursor = quoted(`backup of ${name}`);
  await query(
    `DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT to_json(ARRAY[${values}]::text[])::text AS line FROM ${quoted(name)}`,
  );
  let lines = "";
  for (;;) {
    const { rows } = await query(`FETCH ${ROWS_AT_ONCE} FROM ${cursor}`);
    // Line breaks within values are escaped by JSON; those that PostgreSQL puts between elements are not there.
    for (const { line } of rows) lines += `${String(line)}\n`;
    const isEnd = rows.length < ROWS_AT_ONCE;
    if (lines !== "" && (isEnd || lines.length >= CHUNK_BYTES)) {
      yield { table: name, lines };
      lines = "";
    }
    if (isEnd) break;
  }
  await query(`CLOSE ${cursor}`);
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
