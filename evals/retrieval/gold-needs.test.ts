import type { Catalog } from "@parlance/core";
import { expect, test } from "vitest";
import { goldNeeds } from "./gold-needs.ts";

const column = (name: string) => ({ name, type: { kind: "text" as const, native: "text" }, nullable: true });
const table = (name: string, columns: readonly string[]) => ({
  name,
  kind: "table" as const,
  columns: columns.map(column),
  primaryKey: [],
  foreignKeys: [],
});
const CATALOG: Catalog = {
  dialect: "sqlite",
  version: "1",
  tables: [table("Singer", ["id", "name", "age"]), table("Song", ["id", "singer_id", "title"])],
};

test.each([
  ["SELECT count(*) FROM singer", ["Singer"], []],
  ["SELECT name FROM singer WHERE age > 30", ["Singer"], ["Singer.name", "Singer.age"]],
  [
    "SELECT T2.title FROM singer AS T1 JOIN song AS T2 ON T1.id = T2.singer_id",
    ["Singer", "Song"],
    ["Song.title", "Singer.id", "Song.singer_id"],
  ],
  [
    "SELECT name FROM singer WHERE id NOT IN (SELECT singer_id FROM song)",
    ["Singer", "Song"],
    ["Singer.name", "Singer.id", "Song.singer_id"],
  ],
  ["SELECT name FROM singer UNION SELECT title FROM song", ["Singer", "Song"], ["Singer.name", "Song.title"]],
])("%s", (sql, tables, columns) => {
  const needs = goldNeeds(sql, CATALOG);
  expect([...(needs?.tables ?? [])]).toEqual(tables);
  expect(needs?.columns.map((one) => `${one.table}.${one.column}`).sort()).toEqual([...columns].sort());
});

test("a statement outside the published subset is told apart from one that needs nothing", () => {
  expect(goldNeeds("WITH a AS (SELECT 1) SELECT * FROM a", CATALOG)).toBeUndefined();
});
