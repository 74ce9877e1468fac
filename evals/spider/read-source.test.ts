import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sqlite from "node-sqlite3-wasm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { predict, spiderSources } from "./ask-spider.ts";
import { readSpiderFolder, type SpiderFolder, type SpiderSchema } from "./dataset.ts";

let folder = "";

const SINGER = { table: "singer", columns: ["id", "name", "age", "nationality"] };

const described = (name: string, tables = [SINGER]): SpiderSchema => ({
  db_id: name,
  table_names_original: tables.map((entry) => entry.table),
  column_names_original: [
    [-1, "*"],
    ...tables.flatMap((entry, index) => entry.columns.map((column): [number, string] => [index, column])),
  ],
  column_types: ["text", "number", "text", "number", "text"],
  foreign_keys: [],
  primary_keys: [1],
});

function store(name: string, script: string): void {
  mkdirSync(join(folder, "database", name), { recursive: true });
  const database = new sqlite.Database(join(folder, "database", name, `${name}.sqlite`));
  database.exec(script);
  database.close();
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "parlance-spider-test-"));
  store("lacking", "CREATE TABLE Singer(id, name, age); INSERT INTO Singer VALUES (1, 'Ann', 20), (2, 'Bob', 30)");
  store(
    "unlisted",
    'CREATE TABLE "from"("group" text, price real); INSERT INTO "from" VALUES (\'a\', 1.5), (\'b\', 2)',
  );
  store("broken-view", "CREATE TABLE singer(id, name, age); CREATE VIEW ghost AS SELECT * FROM gone");
  store("empty", "");
  mkdirSync(join(folder, "database", "garbage"), { recursive: true });
  writeFileSync(join(folder, "database", "garbage", "garbage.sqlite"), "no database at all ".repeat(100));
  writeFileSync(
    join(folder, "tables.json"),
    JSON.stringify([
      described("lacking"),
      described("missing"),
      described("empty"),
      described("garbage"),
      described("broken-view", [SINGER, { table: "ghost", columns: ["x"] }]),
    ]),
  );
  const ask = (db_id: string, question: string): object => ({ db_id, question });
  writeFileSync(
    join(folder, "questions.json"),
    `\uFEFF${JSON.stringify([
      ask("lacking", "Who is the oldest singer?"),
      ask("missing", "How many singers are there?"),
      ask("empty", "How many singers are there?"),
      ask("garbage", "How many singers are there?"),
      ask("broken-view", "How many singers are there?"),
      ask("unlisted", "What is the average price for each group?"),
      ask("nowhere", "How many singers are there?"),
    ])}`,
  );
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const COUNT = "SELECT COUNT(*) AS singer_count FROM singer";

describe("a folder whose files and description disagree", () => {
  const rows: [name: string, database: string, sql: string | undefined][] = [
    ["a column that the file lacks costs only itself", "lacking", "SELECT name FROM singer ORDER BY age DESC LIMIT 1"],
    ["a missing file leaves the description", "missing", COUNT],
    ["so does a file without tables", "empty", COUNT],
    ["and one that is no database", "garbage", COUNT],
    ["a view over nothing costs no other table", "broken-view", COUNT],
    [
      "a database that nobody describes is read from its file",
      "unlisted",
      'SELECT "group", AVG(price) AS average_price FROM "from" GROUP BY "group"',
    ],
    ["without either there is no source", "nowhere", undefined],
  ];

  it.each(rows)("%s", (_name, database, sql) => {
    const spider: SpiderFolder = readSpiderFolder(folder);
    const source = spiderSources(spider)(database);
    const question = spider.questions.find((row) => row.database === database);
    expect(source && question && predict(question, source).sql).toBe(sql);
  });

  it("takes a questions file and a folder of databases from anywhere", () => {
    const spider = readSpiderFolder(folder, join(folder, "questions.json"), join(folder, "database"));
    expect(spider.questions).toHaveLength(7);
    expect(spider.databasePath("empty")).toBe(join(folder, "database", "empty", "empty.sqlite"));
  });
});
