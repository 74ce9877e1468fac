import { aggregate, column, type Query, select } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { isFlawed } from "./flaws-of.fixture.ts";
import { THEATRE } from "./theatre.fixture.ts";
import { THING_FLAWS } from "./thing-flaws.ts";

const age = column("actors", "age");
const extreme: Query = { select: [select(aggregate("max", age))] };
const listed: Query = {
  select: [select(column("actors", "name"))],
  order: [{ expr: age, direction: "desc" }],
  limit: { count: 1 },
};

describe("what a superlative asks for", () => {
  it.each([
    ["the figure of it, of which nothing was said", "who is the oldest actor", extreme, true],
    ["the thing itself", "who is the oldest actor", listed, false],
    ["the figure, as it was named", "what is the highest age of the actors", extreme, false],
  ])("%s", (_, text, query, expected) =>
    expect(isFlawed(THING_FLAWS, "figure-for-thing", query, text, THEATRE)).toBe(expected),
  );

  it("leaves no average out", () => {
    const summed: Query = { select: [select(aggregate("sum", age))] };
    const averaged: Query = { select: [select(aggregate("avg", age))] };
    expect(isFlawed(THING_FLAWS, "average-left-out", summed, "average age of the actors", THEATRE)).toBe(true);
    expect(isFlawed(THING_FLAWS, "average-left-out", averaged, "average age of the actors", THEATRE)).toBe(false);
  });
});
