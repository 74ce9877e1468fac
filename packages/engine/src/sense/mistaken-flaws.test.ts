import { describe, expect, it } from "vitest";
import { key } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";
import { columnsOver, table } from "../table.fixture.ts";
import { flawsOf } from "./flaws-of.fixture.ts";

const column = columnsOver(200);

/** Singers, their letters, and the songs they know. */
const CHOIR = prepareSource(
  {
    dialect: "duckdb",
    version: "1",
    tables: [
      table("singers", [
        column("singer_id", "integer"),
        column("name", "text"),
        column("gender", "integer", ["1", "0"]),
        column("town", "text", ["Oslo", "Bergen"]),
        column("height", "integer"),
        column("weight", "integer"),
      ]),
      table("tapes", [column("tape_id", "integer"), column("made", "date"), column("sold", "date")]),
      table(
        "letters",
        [column("letter_id", "integer"), column("singer_id", "integer"), column("name", "text")],
        [key("singer_id", "singers")],
      ),
      table(
        "songs",
        [column("song_id", "integer"), column("singer_id", "integer"), column("title", "text")],
        [key("singer_id", "singers")],
      ),
    ],
  },
  [],
);

const CASES: [flaw: string, question: string, wrong: RegExp, right: RegExp][] = [
  [
    "listed-as-condition",
    "names and genders of all singers",
    /^SELECT name FROM singers WHERE gender = 1$/,
    /^SELECT name, gender FROM singers$/,
  ],
  [
    "things-as-figure",
    "names of singers who know at least three different songs",
    /WHERE singers.height >= 3/,
    /HAVING COUNT\(\*\) >= 3/,
  ],
  [
    "id-of-another",
    "id and name of the singer with the most letters",
    /^SELECT letters.letter_id, singers.name FROM/,
    /^SELECT singers.singer_id, singers.name FROM/,
  ],
  [
    "extremes-of-two",
    "what is the maximum and minimum weight of singers?",
    /MAX\(height\) AS maximum_height, MIN\(weight\)/,
    /MAX\(weight\) AS maximum_weight, MIN\(weight\)/,
  ],
  [
    "pairs-as-one-list",
    "what are the names of the singers and the letters that they wrote?",
    /UNION SELECT name FROM/,
    /^SELECT singers.name, letters.name(?: AS letters_name)? FROM/,
  ],
  ["count-as-limit", "names of singers with one letter", /LIMIT 1$/, /HAVING COUNT/],
  [
    "key-for-name",
    "how many letters did each singer write?",
    /^SELECT singer_id, COUNT\(\*\) AS letters_count FROM letters GROUP BY singer_id$/,
    /^SELECT singers.name, COUNT\(\*\)/,
  ],
  ["name-of-another", "list all the towns whose name contains 'sl'", /WHERE name (?:I?LIKE)/, /WHERE town (?:I?LIKE)/],
  [
    "dates-of-two",
    "ids of tapes made after 2010-01-01 or before 1990-01-01",
    /WHERE made .* OR sold /,
    /WHERE made .* OR made /,
  ],
];

describe("words taken for another part of a query", () => {
  it.each(CASES)("%s: %s", (flaw, question, wrong, right) => {
    const held = flawsOf(CHOIR, question, wrong);
    const free = flawsOf(CHOIR, question, right);
    expect([held.length > 0, free.length > 0]).toEqual([true, true]);
    for (const flaws of held) expect(flaws).toContain(flaw);
    for (const flaws of free) expect(flaws).not.toContain(flaw);
  });
});
