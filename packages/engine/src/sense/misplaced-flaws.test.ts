import { aggregate, column, compare, type Query, select, textLiteral } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { flawsOf, isFlawed } from "./flaws-of.fixture.ts";
import { MISPLACED_FLAWS } from "./misplaced-flaws.ts";
import { THEATRE } from "./theatre.fixture.ts";

const shown = (...columns: [table: string, name: string][]): Query => ({
  select: columns.map(([table, name]) => select(column(table, name))),
});
const inBoth = (left: Query, right: Query): Query => ({ ...left, set: { op: "intersect", right } });
const NAMED: Query["where"] = compare(column("actors", "name"), "=", textLiteral("Ida Moor"));
const seats = (...fns: ("avg" | "sum")[]): Query => ({
  select: fns.map((fn) => select(aggregate(fn, column("plays", "seats")))),
});
const CASES: [flaw: string, question: string, flawed: Query, sound: Query][] = [
  [
    "lists-of-two-kinds",
    "names of the actors and the titles of their plays",
    inBoth(shown(["actors", "name"]), shown(["plays", "title"])),
    inBoth(shown(["actors", "actor_id"]), shown(["castings", "lead_actor_id"])),
  ],
  [
    "sought-shown",
    "how old is the actor named Ida Moor",
    { ...shown(["actors", "age"], ["actors", "name"]), where: NAMED },
    { ...shown(["actors", "age"], ["actors", "email"]), where: NAMED },
  ],
  ["two-figures-of-one", "the average total number of seats", seats("avg", "sum"), seats("avg")],
];

const WORDS: [flaw: string, question: string, wrong: RegExp, right: RegExp][] = [
  [
    "value-of-another",
    "name of the actors with grade C",
    /WHERE middle_initial = 'C'/,
    /^SELECT (?:DISTINCT )?name FROM actors WHERE grade = 'C'$/,
  ],
  [
    "figures-of-two",
    "titles of plays with more than 300 seats or less than 50",
    /seats > 300 OR ticket_price < 50/,
    /seats > 300 OR seats < 50/,
  ],
];

describe("what stands in another place than was said", () => {
  it.each(CASES)("%s: %s", (name, text, flawed, sound) =>
    expect([flawed, sound].map((query) => isFlawed(MISPLACED_FLAWS, name, query, text, THEATRE))).toEqual([
      true,
      false,
    ]),
  );
  it.each(WORDS)("%s: %s", (name, text, wrong, right) => {
    const [of, without] = [flawsOf(THEATRE, text, wrong), flawsOf(THEATRE, text, right)];
    expect(of.length * without.length).toBeGreaterThan(0);
    expect(of.some((flaws) => flaws.includes(name))).toBe(true);
    expect(without.some((flaws) => !flaws.includes(name))).toBe(true);
  });
});
