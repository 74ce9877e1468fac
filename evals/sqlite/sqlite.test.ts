import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sqlite from "node-sqlite3-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { quoteText } from "./double-quotes.ts";
import { openSqlite } from "./open-sqlite.ts";
import { startQueryProcess } from "./query-process.ts";

let folder = "";
let path = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "parlance-eval-test-"));
  path = join(folder, "t.sqlite");
  const database = new sqlite.Database(path);
  database.exec("CREATE TABLE t(id, name); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("openSqlite", () => {
  it("keeps two columns of the same name, and names that look like numbers, in order", () => {
    const database = openSqlite(path);
    const result = database.query("SELECT x.name, y.name, 7 AS '1' FROM t x JOIN t y ON y.id = x.id + 1 ORDER BY x.id");
    database.close();
    expect(result.columns).toEqual(["name", "name", "1"]);
    expect(result.rows).toEqual([
      ["a", "b", 7],
      ["b", "c", 7],
    ]);
  });
  it("cuts at maxRows and says so", () => {
    const database = openSqlite(path);
    expect(database.query("SELECT id FROM t", 2)).toMatchObject({ rows: [[1], [2]], isCut: true });
    database.close();
  });
});

describe("startQueryProcess", () => {
  it("ends a statement that takes too long and still answers the next", async () => {
    const child = startQueryProcess({ timeoutMs: 1500, maxRows: 10 });
    const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    const [slow, next, broken] = await Promise.all([
      child.run(path, endless),
      child.run(path, "SELECT count(*) FROM t"),
      child.run(path, "SELECT missing FROM t"),
    ]);
    await child.close();
    expect(slow.error).toBe("timeout");
    expect(next.rows?.rows).toEqual([[3]]);
    expect(broken.error).toContain("no such column");
  });
});

describe("quoteText", () => {
  const isName = (word: string): boolean => word.toLowerCase() === "home town";
  it.each([
    ["text in double quotes becomes a literal", `a = "it's"`, `a = 'it''s'`],
    ["a known name stays a name", `"Home Town" = "x"`, `"Home Town" = 'x'`],
    ["double quotes inside single quotes stay", `a = 'say "x"'`, `a = 'say "x"'`],
  ])("%s", (_name, given, wanted) => expect(quoteText(given, isName)).toBe(wanted));
});
