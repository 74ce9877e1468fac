import { column, countRows, type Query, select } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { isFlawed } from "./flaws-of.fixture.ts";
import { RANKING_FLAWS } from "./ranking-flaws.ts";
import { THEATRE } from "./theatre.fixture.ts";

const mostFrequent = (name: string): Query => ({
  select: [select(column("actors", name))],
  groupBy: [column("actors", name)],
  order: [{ expr: countRows("actors"), direction: "desc" }],
  limit: { count: 3 },
});

describe("what a ranking shows", () => {
  it.each([
    ["grades", "top 3 grades of actors", "name", true],
    ["grades, not who has them", "the top 3 grades by actors", "grade", false],
    ["a table's rows by their name", "top 3 actors", "name", false],
  ])("%s: %s", (_name, text, shown, expected) =>
    expect(isFlawed(RANKING_FLAWS, "topped-not-shown", mostFrequent(shown), text, THEATRE)).toBe(expected),
  );
});
