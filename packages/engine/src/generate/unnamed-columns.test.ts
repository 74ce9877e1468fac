import { aggregate, column as columnExpr, printSql, type Query, select } from "@parlance/sql";
import { describe, expect, it, test } from "vitest";
import { flawsOf, isFlawed } from "../sense/flaws-of.fixture.ts";
import { UNNAMED_FLAWS } from "../sense/unnamed-flaws.ts";
import { key, NOON } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";
import { columnsOver, table } from "../table.fixture.ts";
import { proposeCandidates } from "./propose-candidates.ts";

const column = columnsOver(200);

/** Who sails which ship, and the ports they call at. */
const HARBOUR = prepareSource(
  {
    dialect: "duckdb",
    version: "1",
    tables: [
      table("people", [
        column("people_id", "integer"),
        column("name"),
        column("age", "integer"),
        column("birth_date", "date"),
        column("birth_place"),
        column("weight", "integer"),
        column("salary", "integer"),
      ]),
      table(
        "ship",
        [
          column("ship_id", "integer"),
          column("title"),
          column("height", "integer"),
          column("built_on", "date"),
          column("level", "integer"),
          column("people_id", "integer"),
        ],
        [key("people_id", "people")],
      ),
      table(
        "pilot",
        [column("pilot_id", "integer"), column("people_id", "integer"), column("trips", "integer")],
        [key("people_id", "people")],
      ),
      table("port", [column("port_id", "integer"), column("port_name"), column("code", "text", ["GO", "BAS", "OSL"])]),
    ],
  },
  [
    {
      table: "port",
      column: "code",
      values: ["GO", "BAS", "OSL"].map((value) => ({ value, count: 3 })),
      isTruncated: false,
    },
  ],
);

const proposed = (question: string): string[] =>
  proposeCandidates({ question, source: HARBOUR, now: NOON, timeZone: "UTC" }).candidates.map(({ query }) =>
    printSql(query, HARBOUR.catalog, "duckdb").replace(/\s+/g, " "),
  );

describe("columns that are not named", () => {
  test.each([
    ["tallest first", "ships, tallest first", /^SELECT title FROM ship ORDER BY height DESC( NULLS LAST)?$/],
    ["with the noun between", "titles, oldest ship first", /^SELECT title FROM ship ORDER BY built_on( NULLS LAST)?$/],
    ["from one end to the other", "ships from shortest to tallest", /^SELECT title FROM ship ORDER BY height/],
    ["both ends bare", "people oldest to youngest", /^SELECT name FROM people ORDER BY age DESC/],
    ["a number said of people", "people under 30", /WHERE age < 30$/],
    ["a number behind is", "who is 35 or 36?", /WHERE age IN \(35, 36\)$/],
    ["years of age", "people over 60 years of age", /WHERE age > 60$/],
    ["who, kept in the next table", "who has the tallest ship?", /^SELECT people\.name FROM .*height DESC/],
    ["when and where", "when and where was Ann born?", /^SELECT birth_date, birth_place FROM people/],
    ["a unit says what is measured", "people over 80 kg", /WHERE weight > 80$/],
    ["what people make", "who makes more than 50000?", /^SELECT name FROM people WHERE salary > 50000$/],
    ["people in another table", "pilots born before 1980", /^SELECT people\.name FROM .*pilot/],
    ["called after what they do", "who piloted most trips?", /^SELECT (?:DISTINCT )?people\.name FROM/],
    ["a time beside a name", "all ships and when they were built", /^SELECT title, built_on FROM ship$/],
  ])("%s", (_, question, sql) => {
    expect(proposed(question).filter((text) => sql.test(text))).not.toEqual([]);
  });

  it.each(["which ports go far?", "which ports are based here?"])("takes no common word for a code: %s", (question) => {
    expect(proposed(question).filter((text) => /'(?:GO|BAS)'/.test(text))).toEqual([]);
  });

  it("takes a code that is written in small letters, if it is no other word", () => {
    expect(proposed("the port osl").filter((text) => text.includes("'OSL'"))).not.toEqual([]);
  });

  test.each([
    ["an order is no extreme", "ships, tallest first", /LIMIT 1$/, "order-as-extreme"],
    ["ages are taken where they are kept", "oldest people", /birth_date/, "age-not-used"],
    ["who is no ship", "who has the tallest ship?", /^SELECT (?:ship\.)?title FROM ship/, "not-a-person"],
    ["more rows than there are", "people with more than 5000 ships", /HAVING COUNT\(\*\) > 5000$/, "count-beyond-rows"],
    ["a word is missing", "the name and of the people", /./, "word-missing"],
  ])("%s", (_, question, like, flaw) => {
    const found = flawsOf(HARBOUR, question, like);
    expect(found).not.toEqual([]);
    expect(found.every((names) => names.includes(flaw))).toBe(true);
  });

  test.each([
    ["heights are not added up", "which birth place has the highest ship?", true],
    ["unless the words say so", "which birth place has the highest total height?", false],
  ])("%s", (_, question, expected) => {
    const query: Query = {
      select: [select(columnExpr("people", "birth_place"))],
      groupBy: [columnExpr("people", "birth_place")],
      order: [{ expr: aggregate("sum", columnExpr("ship", "height")), direction: "desc" }],
      limit: { count: 1 },
    };
    expect(isFlawed(UNNAMED_FLAWS, "intensive-summed", query, question, HARBOUR)).toBe(expected);
  });
});
