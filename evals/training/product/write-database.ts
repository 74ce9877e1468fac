import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import sqlite from "node-sqlite3-wasm";
import type { SpiderSchema } from "../../spider/dataset.ts";
import { seededRandom } from "../random.ts";
import type { EventTable } from "./tables.ts";

const FOLDER = join(import.meta.dirname, "../../.cache/product");
/** Part of the file's name: raise it when rows are drawn otherwise. */
const FORMAT = 1;
const ROWS = 1200;
const FIRST_DAY = Date.UTC(2023, 0, 1);
const DAYS = 531;
const ACTORS = 90;

interface Column {
  readonly name: string;
  readonly type: "TEXT" | "INTEGER" | "REAL";
}

/** A table with its rows drawn. */
export interface MadeTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The table as a SQLite file; made once for what it was made `from`. */
export function makeDatabase({ name, columns, rows }: MadeTable, from: unknown): string {
  const version = createHash("sha256")
    .update(JSON.stringify([FORMAT, ...[from].flat()]))
    .digest("hex")
    .slice(0, 12);
  const path = join(FOLDER, `${name}-${version}.sqlite`);
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  const database = new sqlite.Database(draft);
  database.exec(`CREATE TABLE ${name} (${columns.map((column) => `${column.name} ${column.type}`).join(", ")})`);
  database.exec("BEGIN");
  const insert = database.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => "?").join(", ")})`);
  for (const row of rows) insert.run([...row]);
  insert.finalize();
  database.exec("COMMIT");
  database.close();
  renameSync(draft, path);
  return path;
}

export function productDatabase(table: EventTable): string {
  const random = seededRandom(table.name.length * 131 + table.id.length);
  const rows = Array.from({ length: ROWS }, (_, i) => rowOf(table, i + 1, random));
  return makeDatabase({ name: table.name, columns: columnsOf(table), rows }, table);
}

const columnsOf = (table: EventTable): Column[] => [
  { name: table.id, type: "INTEGER" },
  { name: table.date.column, type: "TEXT" },
  ...table.keys.map((key): Column => ({ name: key.column, type: "TEXT" })),
  { name: table.actor.column, type: "TEXT" },
  ...table.measures.map((measure): Column => ({ name: measure.column, type: "INTEGER" })),
];

/** What stands first comes more often, so that rankings have few ties. */
function rowOf(table: EventTable, i: number, random: () => number): (string | number)[] {
  const day = Math.floor(random() ** 0.8 * DAYS);
  const minute = 7 * 60 + Math.floor(((random() + random()) / 2) * 13 * 60);
  const moment = new Date(FIRST_DAY + day * 86_400_000 + minute * 60_000).toISOString();
  const drawn = (values: readonly string[]): string => values[Math.floor(random() ** 1.5 * values.length)] ?? "";
  return [
    1000 + i,
    table.date.hasTime ? `${moment.slice(0, 10)} ${moment.slice(11, 16)}:00` : moment.slice(0, 10),
    ...table.keys.map((key) => drawn(key.values)),
    `${table.actor.one} ${Math.floor(random() ** 1.5 * ACTORS) + 1}`,
    ...table.measures.map(({ low, high }) => low + Math.floor(random() ** 1.3 * (high - low + 1))),
  ];
}

export const productSchema = (table: EventTable): SpiderSchema => schemaOf(table.name, columnsOf(table));

export const schemaOf = (name: string, columns: readonly Column[]): SpiderSchema => ({
  db_id: `product_${name}`,
  table_names_original: [name],
  column_names_original: [[-1, "*"], ...columns.map((column): [number, string] => [0, column.name])],
  column_types: ["text", ...columns.map(({ type }) => (type === "TEXT" ? "text" : "number"))],
  foreign_keys: [],
  primary_keys: [],
});
