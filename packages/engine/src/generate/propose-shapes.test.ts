import type { Catalog, Column, ForeignKey, Table, TypeKind } from "@parlance/core";
import { printSql } from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { NOON } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";
import { analyze } from "./analyze.ts";
import { distinctPaths } from "./distinct-paths.ts";
import { bestPaths } from "./lattice.ts";
import { proposeCandidates } from "./propose-candidates.ts";

const ROWS = 200;

const column = (name: string, kind: TypeKind = "integer", distinct = ROWS): Column => ({
  name,
  type: { kind, native: kind },
  nullable: false,
  profile: { rows: ROWS, nulls: 0, distinct, distinctIsExact: true, min: "1", max: "900", topValues: [] },
});

const table = (name: string, columns: readonly Column[], keys: Readonly<Record<string, string>> = {}): Table => ({
  name,
  kind: "table",
  columns,
  primaryKey: [columns[0]?.name ?? ""],
  foreignKeys: Object.entries(keys).map(
    ([from, to]): ForeignKey => ({
      columns: [from],
      refTable: to,
      refColumns: [`${to}_id`],
      origin: "declared",
      confidence: 1,
    }),
  ),
  rowCount: ROWS,
});

const CATALOG: Catalog = {
  dialect: "sqlite",
  version: "1",
  tables: [
    table("reader", [column("reader_id"), column("name", "text"), column("town", "text", 9), column("age")]),
    table("book", [column("book_id"), column("title", "text"), column("price"), column("pages"), column("weight")]),
    table("loan", [column("loan_id"), column("reader_id"), column("book_id")], {
      reader_id: "reader",
      book_id: "book",
    }),
    table("visit", [column("visit_id"), column("reader_id")], { reader_id: "reader" }),
    table("room", [column("room_id"), column("town", "text", 9), column("seats"), column("reader_id")], {
      reader_id: "reader",
    }),
    table("report", [column("report_id"), column("writer_id"), column("checker_id")], {
      writer_id: "reader",
      checker_id: "reader",
    }),
  ],
};

const LIBRARY = prepareSource(CATALOG, []);

const CASES: readonly (readonly [name: string, question: string, sql: string])[] = [
  [
    "several extremes are figures, the last holding of what is listed behind it",
    "Find the highest price, lowest pages and weight of all books",
    "SELECT MAX(price) AS maximum_price, MIN(pages) AS minimum_pages, MIN(weight) AS minimum_weight FROM book",
  ],
  [
    "the most number of something without groups",
    "What is the town of the reader who has the most number of loans?",
    "SELECT reader.town FROM reader JOIN loan ON reader.reader_id = loan.reader_id GROUP BY reader.reader_id ORDER BY COUNT(*) DESC LIMIT 1",
  ],
  [
    "a direction said before the order",
    "List the titles of books in an descending order of price",
    "SELECT title FROM book ORDER BY price DESC",
  ],
  [
    "a direction said apart from the order",
    "List the titles of books sorted by price of theirs, in descending order",
    "SELECT title FROM book ORDER BY price DESC",
  ],
  [
    "from big to small",
    "List the titles of books ordered by price from big to small",
    "SELECT title FROM book ORDER BY price DESC",
  ],
  [
    "ordered by the number that was said last",
    "How many loans does each reader have? List the reader id and the number in ascending order",
    "SELECT reader_id, COUNT(*) AS loan_count FROM loan GROUP BY reader_id ORDER BY COUNT(*)",
  ],
  [
    "two bounds on one average",
    "Show the towns whose average age is above 50 or below 20",
    "SELECT town FROM reader GROUP BY town HAVING AVG(age) > 50 OR AVG(age) < 20",
  ],
  [
    "words between an average and its bound",
    "Show the towns whose average age seen over all readers there is larger than 30",
    "SELECT town FROM reader GROUP BY town HAVING AVG(age) > 30",
  ],
  [
    "a thing that is missing, named behind two verbs",
    "How many readers are not counted as making any visit?",
    "SELECT COUNT(*) AS reader_count FROM reader WHERE NOT EXISTS (SELECT 1 FROM visit WHERE reader.reader_id = visit.reader_id)",
  ],
  [
    "values of which no row is such a one",
    "Show the room towns where no room has seats over 80",
    "SELECT town FROM room EXCEPT SELECT town FROM room WHERE seats > 80",
  ],
  [
    "rows of the thing that has most of something",
    "Show the names of readers with the book that has the most loans",
    "SELECT reader.name FROM reader JOIN loan ON reader.reader_id = loan.reader_id JOIN book ON loan.book_id = book.book_id WHERE book.book_id = (SELECT book.book_id FROM book JOIN loan ON book.book_id = loan.book_id GROUP BY book.book_id ORDER BY COUNT(*) DESC LIMIT 1)",
  ],
  [
    "what two lists share",
    "Show the names of readers with loans and visits",
    "SELECT reader.name FROM reader JOIN loan ON reader.reader_id = loan.reader_id INTERSECT SELECT reader.name FROM reader JOIN visit ON reader.reader_id = visit.reader_id",
  ],
  [
    "what either of two lists holds",
    "Show the names of readers with loans or visits",
    "SELECT reader.name FROM reader JOIN loan ON reader.reader_id = loan.reader_id UNION SELECT reader.name FROM reader JOIN visit ON reader.reader_id = visit.reader_id",
  ],
  [
    "taken away by the other of two keys",
    "Show the names of readers who do not have a report as checker",
    "SELECT name FROM reader EXCEPT SELECT reader.name FROM reader JOIN report ON reader.reader_id = report.checker_id",
  ],
  [
    "a figure across all rows",
    "What is the total price across all the books?",
    "SELECT SUM(price) AS total_price FROM book",
  ],
  [
    "a list that is sorted",
    "Sort the list of titles and pages of all books in the descending order of pages",
    "SELECT title, pages FROM book ORDER BY pages DESC",
  ],
  [
    "never used, by whatever points to it",
    "Show the titles of books that have never been used",
    "SELECT book.title FROM book WHERE NOT EXISTS (SELECT 1 FROM loan WHERE book.book_id = loan.book_id)",
  ],
  [
    "a column of the same meaning in two tables",
    "Show the town of readers and rooms",
    "SELECT town FROM reader UNION SELECT town FROM room",
  ],
  [
    "ids of things named behind them",
    "Show the ids of all books with pages over 300",
    "SELECT book_id FROM book WHERE pages > 300",
  ],
];

describe("proposeCandidates reaches shapes that are easily left out", () => {
  test.each(CASES)("%s", (_, question, sql) => {
    const { candidates } = proposeCandidates({ question, source: LIBRARY, now: NOON, timeZone: "UTC" });
    expect(candidates.map(({ query }) => printSql(query, CATALOG, "sqlite"))).toContain(sql);
  });
});

test("paths that only name a thing whose columns are used anyway are left out", () => {
  const question = analyze("Show the title and price of the books with pages over 300", LIBRARY, NOON, "UTC");
  const paths = bestPaths(question, 60);
  const kept = distinctPaths(paths, question, 60);
  expect(kept.length).toBeLessThan(paths.length);
  expect(kept[0]).toBe(paths[0]);
});
