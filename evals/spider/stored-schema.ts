import { existsSync } from "node:fs";
import { openSqlite, quoteName, type SqliteDatabase } from "../sqlite/open-sqlite.ts";
import type { SpiderSchema } from "./dataset.ts";

/** What tables.json would say of a database; nothing where there is no such file or it is no database. */
export function storedSchema(name: string, path: string): SpiderSchema | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const database = openSqlite(path);
    try {
      return describe(name, database);
    } finally {
      database.close();
    }
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function describe(name: string, database: SqliteDatabase): SpiderSchema {
  const tables = database
    .query("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .rows.map((row) => String(row[0]));
  const columns: [number, string][] = [[-1, "*"]];
  const primaryKeys: number[] = [];
  tables.forEach((table, index) => {
    for (const row of database.query(`PRAGMA table_info(${quoteName(table)})`).rows) {
      if (Number(row[5]) > 0) primaryKeys.push(columns.length);
      columns.push([index, String(row[1])]);
    }
  });
  const positionOf = (table: string, column: string): number =>
    columns.findIndex(([owner, own]) => same(tables[owner] ?? "", table) && same(own, column));
  const foreignKeys = tables.flatMap((table) =>
    database
      .query(`PRAGMA foreign_key_list(${quoteName(table)})`)
      // A key that names no column of the other table means its primary key, which is left to be inferred.
      .rows.map((row): [number, number] => [
        positionOf(table, String(row[3])),
        positionOf(String(row[2]), String(row[4] ?? "")),
      ])
      .filter(([from, to]) => from >= 0 && to >= 0),
  );
  return {
    db_id: name,
    table_names_original: tables,
    column_names_original: columns,
    column_types: columns.map(() => "text"),
    foreign_keys: foreignKeys,
    primary_keys: primaryKeys,
  };
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
