import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sqlite from "node-sqlite3-wasm";
import { openSqlite, type SqliteDatabase } from "../sqlite/open-sqlite.ts";
import type { Business } from "./draw.ts";
import { spellOut } from "./gold-sql.ts";

export interface BusinessQuestion {
  readonly database: string;
  readonly text: string;
  /** Acceptable answers, each in every way that counts as the same. */
  readonly golds: readonly string[];
}

const CACHE = join(import.meta.dirname, "..", ".cache", "businesses");

/** `question | SQL || another acceptable SQL`, one a line. */
export const readQuestions = (name: string): BusinessQuestion[] =>
  readFileSync(join(import.meta.dirname, `${name}.txt`), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const at = line.indexOf(" | ");
      if (at < 0) throw new SyntaxError(`Not a question line: ${line}`);
      const golds = line
        .slice(at + 3)
        .split(" || ")
        .flatMap(spellOut);
      return { database: name, text: line.slice(0, at), golds };
    });

/**
 * A folder as Spider lays it out (tables.json, dev.json, database/name/name.sqlite), so that everything that reads
 * such folders can be asked about these businesses. Written once for the same content.
 */
export function writeFolder(businesses: Readonly<Record<string, Business>>): string {
  const content = Object.entries(businesses).map(([name, { ddl, rows }]) => ({ name, ddl, rows: rows() }));
  const key = createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);
  const folder = join(CACHE, key);
  if (!existsSync(folder)) {
    const scratch = `${folder}-${process.pid}`;
    const schemas = content.map(({ name, ddl, rows }) => {
      const path = join(scratch, "database", name, `${name}.sqlite`);
      mkdirSync(dirname(path), { recursive: true });
      fill(path, ddl, rows);
      return describe(path, name);
    });
    writeFileSync(join(scratch, "tables.json"), JSON.stringify(schemas));
    if (existsSync(folder)) rmSync(scratch, { recursive: true });
    else renameSync(scratch, folder);
  }
  const questions = Object.keys(businesses).flatMap(readQuestions);
  const dev = questions.map(({ database, text, golds }) => ({ db_id: database, question: text, query: golds[0] }));
  writeFileSync(join(folder, "dev.json"), JSON.stringify(dev));
  return folder;
}

function fill(path: string, ddl: string, tables: ReturnType<Business["rows"]>): void {
  const database = new sqlite.Database(path);
  database.exec(`PRAGMA journal_mode = off; PRAGMA synchronous = off; ${ddl} BEGIN`);
  for (const [table, rows] of Object.entries(tables)) {
    const [first = []] = rows;
    const statement = database.prepare(`INSERT INTO "${table}" VALUES (${first.map(() => "?").join(", ")})`);
    for (const row of rows) statement.run([...row]);
    statement.finalize();
  }
  database.exec("COMMIT");
  database.close();
}

const textOf = (value: unknown): string => String(value ?? "");

function describe(path: string, name: string) {
  const database = openSqlite(path);
  try {
    const tables = database
      .query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
      .rows.map((row) => textOf(row[0]));
    const columns = tables.flatMap((table, index) =>
      columnsOf(database, table).map((column) => ({ index, ...column })),
    );
    const position = (table: string, column: string): number =>
      columns.findIndex((each) => tables[each.index] === table && each.name === column);
    return {
      db_id: name,
      table_names_original: tables,
      column_names_original: columns.map((column) => [column.index, column.name]),
      column_types: columns.map((column) => column.type),
      primary_keys: tables.map((table) =>
        columnsOf(database, table).flatMap((column) => (column.isKey ? [position(table, column.name)] : [])),
      ),
      foreign_keys: tables.flatMap((table) =>
        database
          .query(`PRAGMA foreign_key_list("${table}")`)
          .rows.map((row) => [position(table, textOf(row[3])), position(textOf(row[2]), textOf(row[4]))]),
      ),
    };
  } finally {
    database.close();
  }
}

const columnsOf = (database: SqliteDatabase, table: string) =>
  database.query(`PRAGMA table_info("${table}")`).rows.map((row) => ({
    name: textOf(row[1]),
    type: /INT|REAL/.test(textOf(row[2])) ? "number" : /DATE/.test(textOf(row[2])) ? "time" : "text",
    isKey: Number(row[5]) > 0,
  }));
