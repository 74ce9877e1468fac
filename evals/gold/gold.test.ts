import type { Catalog } from "@parlance/core";
import { printSql } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { parseBlock } from "./parse-block.ts";
import { toQuery } from "./to-query.ts";

const text = { kind: "text", native: "TEXT" } as const;
const column = (name: string) => ({ name, type: text, nullable: true });
const CATALOG: Catalog = {
  dialect: "sqlite",
  version: "1",
  tables: [
    {
      name: "singer",
      kind: "table",
      columns: [column("id"), column("name"), column("age")],
      primaryKey: ["id"],
      foreignKeys: [],
    },
    {
      name: "concert",
      kind: "table",
      columns: [column("cid"), column("singer_id"), column("year")],
      primaryKey: ["cid"],
      foreignKeys: [
        { columns: ["singer_id"], refTable: "singer", refColumns: ["id"], origin: "declared", confidence: 1 },
      ],
    },
  ],
};

const rows: [name: string, sql: string, wanted: RegExp][] = [
  [
    "aliases become tables",
    "SELECT T1.name FROM singer AS T1 WHERE T1.age > 30",
    /SELECT.*name.*FROM singer\s+WHERE.*age > 30/s,
  ],
  ["text in double quotes is text", 'SELECT name FROM singer WHERE name = "Ann"', /= 'Ann'/],
  [
    "joins come back from keys",
    "SELECT T1.name, count(*) FROM singer AS T1 JOIN concert AS T2 ON T1.id = T2.singer_id GROUP BY T1.id",
    /JOIN.*singer_id.*GROUP BY/s,
  ],
  ["> = is one operator", "SELECT name FROM singer WHERE age > = 3", />= 3/],
  ["EXCEPT keeps both sides", "SELECT id FROM singer EXCEPT SELECT singer_id FROM concert", /EXCEPT/],
  [
    "a counted query stays nested",
    "SELECT count(*) FROM (SELECT DISTINCT year FROM concert)",
    /FROM \(\s*SELECT DISTINCT/s,
  ],
  [
    "average in a subquery",
    "SELECT name FROM singer WHERE age > (SELECT avg(age) FROM singer)",
    /> \(\s*SELECT AVG\(/s,
  ],
];

describe("published SQL as a query", () => {
  it.each(rows)("%s", (_name, sql, wanted) =>
    expect(printSql(toQuery(parseBlock(sql), CATALOG), CATALOG, "sqlite")).toMatch(wanted),
  );
  it("says why a self-join does not fit", () =>
    expect(() => toQuery(parseBlock("SELECT a.name FROM singer a JOIN singer b ON a.id = b.age"), CATALOG)).toThrow(
      "joins a table with itself",
    ));
});
