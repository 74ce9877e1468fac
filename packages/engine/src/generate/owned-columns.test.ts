import type { Catalog, Column, TypeKind } from "@parlance/core";
import { printSql } from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { key, NOON } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";
import { table } from "../table.fixture.ts";
import { proposeCandidates } from "./propose-candidates.ts";

const ROWS = 200;
const column = (name: string, kind: TypeKind, distinct = ROWS): Column => ({
  name,
  type: { kind, native: kind },
  nullable: false,
  profile: { rows: ROWS, nulls: 0, distinct, distinctIsExact: true, topValues: [] },
});

const CATALOG: Catalog = {
  dialect: "sqlite",
  version: "1",
  tables: [
    table("members", [column("member_id", "integer"), column("first_name", "text"), column("last_name", "text")]),
    table("club", [column("club_id", "integer"), column("club", "text")]),
    table("trips", [column("tripno", "integer"), column("miles", "integer")]),
    table(
      "stays",
      [
        column("stay_id", "integer"),
        column("member_id", "integer"),
        column("club_id", "integer"),
        column("date_of_start", "date"),
        column("date_of_end", "date"),
        column("kind", "text", 2),
      ],
      [key("member_id", "members"), key("club_id", "club")],
    ),
  ],
};

const CLUBS = prepareSource(CATALOG, [
  {
    table: "stays",
    column: "kind",
    values: ["guest", "home"].map((value) => ({ value, count: 10 })),
    isTruncated: false,
  },
]);

const CASES: readonly (readonly [name: string, question: string, sql: string])[] = [
  [
    "the last name said before the first",
    "Show the last and first names of all members",
    "SELECT first_name, last_name FROM members",
  ],
  [
    "one noun for two columns",
    "List the start and end dates of all stays",
    "SELECT date_of_start, date_of_end FROM stays",
  ],
  ["a number in a short name", "Show the trip number and miles of all trips", "SELECT tripno, miles FROM trips"],
  ["a name in a column called as its table", "Show the id and name of each club", "SELECT club_id, club FROM club"],
  [
    "the most of some kind",
    "What is the last name of the member with the most guest stays?",
    "SELECT members.last_name FROM members JOIN stays ON members.member_id = stays.member_id WHERE stays.kind = 'guest' GROUP BY members.last_name ORDER BY COUNT(*) DESC LIMIT 1",
  ],
  [
    "so many of some kind",
    "Show the last names of members with at least two guest stays",
    "SELECT members.last_name FROM members JOIN stays ON members.member_id = stays.member_id WHERE stays.kind = 'guest' GROUP BY members.last_name HAVING COUNT(*) >= 2",
  ],
];

describe("columns by the thing they belong to", () => {
  test.each(CASES)("%s", (_, question, sql) => {
    const { candidates } = proposeCandidates({ question, source: CLUBS, now: NOON, timeZone: "UTC" });
    expect(candidates.map(({ query }) => printSql(query, CATALOG, "sqlite"))).toContain(sql);
  });
});
