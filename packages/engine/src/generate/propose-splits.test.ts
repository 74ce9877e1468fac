import type { Catalog, Column, ForeignKey, Table, TypeKind } from "@parlance/core";
import { printSql } from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { NOON } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";
import { proposeCandidates } from "./propose-candidates.ts";

const ROWS = 300;

const column = (name: string, kind: TypeKind = "integer", max = "900"): Column => ({
  name,
  type: { kind, native: kind },
  nullable: false,
  profile: { rows: ROWS, nulls: 0, distinct: ROWS, distinctIsExact: true, min: "1", max, topValues: [] },
});

const table = (name: string, columns: readonly Column[], refTable?: string): Table => ({
  name,
  kind: "table",
  columns,
  primaryKey: [columns[0]?.name ?? ""],
  foreignKeys: columns.flatMap(({ name: own }): ForeignKey[] =>
    refTable !== undefined && own === `${refTable}_id`
      ? [{ columns: [own], refTable, refColumns: [own], origin: "declared", confidence: 1 }]
      : [],
  ),
  rowCount: ROWS,
});

const CATALOG: Catalog = {
  dialect: "sqlite",
  version: "1",
  tables: [
    table("harbour", [
      column("harbour_id"),
      column("name", "text"),
      column("depth"),
      column("berths"),
      column("district", "integer", "9"),
    ]),
    table("crane", [column("crane_id"), column("harbour_id"), column("height")], "harbour"),
    table("dock", [column("dock_id"), column("harbour_id"), column("length")], "harbour"),
    { ...table("landing", [column("pier"), column("landing_id"), column("weight")]), primaryKey: [] },
  ],
};

const HARBOURS = prepareSource(CATALOG, []);

const WITH_CRANES = "SELECT harbour.name FROM harbour JOIN crane ON harbour.harbour_id = crane.harbour_id";
const WITH_DOCKS = "SELECT harbour.name FROM harbour JOIN dock ON harbour.harbour_id = dock.harbour_id";

const CASES: readonly (readonly [name: string, question: string, sql: string])[] = [
  [
    "either number of either thing",
    "Show the names of harbours that have at least 3 cranes or have at least 5 docks",
    `${WITH_CRANES} GROUP BY harbour.harbour_id HAVING COUNT(*) >= 3 UNION ${WITH_DOCKS} GROUP BY harbour.harbour_id HAVING COUNT(*) >= 5`,
  ],
  [
    "numbers of two things at once",
    "Show the names of harbours that have at least 3 cranes and have less than 5 docks",
    `${WITH_CRANES} GROUP BY harbour.harbour_id HAVING COUNT(*) >= 3 INTERSECT ${WITH_DOCKS} GROUP BY harbour.harbour_id HAVING COUNT(*) < 5`,
  ],
  [
    "a number of things or a figure of its own",
    "Show the names of harbours that have depth above 20 or have at least 5 docks",
    `SELECT name FROM harbour WHERE depth > 20 UNION ${WITH_DOCKS} GROUP BY harbour.harbour_id HAVING COUNT(*) >= 5`,
  ],
  [
    "a choice between wholes",
    "Show the names of harbours with depth above 20 or with depth below 5 and berths above 40",
    "SELECT name FROM harbour WHERE depth > 20 OR (depth < 5 AND berths > 40)",
  ],
  [
    "figures of what stands some words on",
    "What are the total and average number of ships berths in harbours?",
    "SELECT SUM(berths) AS total_berths, AVG(berths) AS average_berths FROM harbour",
  ],
  [
    "an average that is not named",
    "Show the names of harbours that score more than the average",
    "SELECT name FROM harbour WHERE depth > (SELECT AVG(depth) AS average_depth FROM harbour)",
  ],
  [
    "the place in a column that counts places",
    "Show the names of harbours in the third district",
    "SELECT name FROM harbour WHERE district = 3",
  ],
  [
    "a letter in a column",
    "Show the depth of harbours with the letter q in their name",
    "SELECT depth FROM harbour WHERE name LIKE '%q%'",
  ],
  [
    "numbers of things without a key",
    "Show ids for all landings with weight over 30",
    "SELECT landing_id FROM landing WHERE weight > 30",
  ],
];

describe("proposeCandidates reads sides and figures apart", () => {
  test.each(CASES)("%s", (_, question, sql) => {
    const { candidates } = proposeCandidates({ question, source: HARBOURS, now: NOON, timeZone: "UTC" });
    expect(candidates.map(({ query }) => printSql(query, CATALOG, "sqlite"))).toContain(sql);
  });

  test("the total number of things is how many there are", () => {
    const question = "What is the total number of sailors?";
    const { candidates } = proposeCandidates({ question, source: HARBOURS, now: NOON, timeZone: "UTC" });
    const printed = candidates.map(({ query }) => printSql(query, CATALOG, "sqlite"));
    expect(printed.filter((sql) => sql.includes("SUM("))).toEqual([]);
  });
});

const CIRCLE: Catalog = {
  dialect: "sqlite",
  version: "1",
  tables: [
    table("person", [column("person_id"), column("surname", "text")]),
    // Whoever leads a choir, and who sings in it: two ways from a person to a choir.
    table("choir", [column("choir_id"), column("title", "text"), column("person_id")], "person"),
    {
      ...table("singer", [column("person_id"), column("choir_id"), column("voice", "text")]),
      foreignKeys: ["person", "choir"].map((to) => ({
        columns: [`${to}_id`],
        refTable: to,
        refColumns: [`${to}_id`],
        origin: "declared",
        confidence: 1,
      })),
    },
  ],
};

test("three tables tied in a circle are joined in each of the three ways", () => {
  const question = "Show the surname and voice of singers and the title of their choir";
  const source = prepareSource(CIRCLE, []);
  const { candidates } = proposeCandidates({ question, source, now: NOON, timeZone: "UTC" });
  const shown = "SELECT person.surname, singer.voice, choir.title FROM person";
  const joins = candidates
    .map(({ query }) => printSql(query, CIRCLE, "sqlite"))
    .filter((sql) => sql.startsWith(shown))
    .map((sql) => [...sql.matchAll(/ON (\S+) = (\S+)/g)].map(([, left, right]) => [left, right].sort().join("=")));
  expect(new Set(joins.map((pairs) => pairs.sort().join())).size).toBe(3);
});
