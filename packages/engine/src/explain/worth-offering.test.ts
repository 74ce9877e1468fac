import {
  aggregate,
  ascending,
  column,
  compare,
  countRows,
  descending,
  type Query,
  scalar,
  select,
  textLiteral,
} from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { explainQuery } from "./explain-query.ts";
import { worthOffering } from "./worth-offering.ts";

const name = column("singers", "name");
const city = column("singers", "city");
const age = column("singers", "age");
const offer = (query: Query, confidence = 0.5) => ({ query, confidence, explanation: explainQuery(query) });
const names: Query = { select: [select(name)] };
const oldest: Query = { ...names, order: [descending(age)], limit: { count: 1 } };
const isFrench = compare(city, "=", textLiteral("Paris"));
const perCity: Query = { select: [select(city), select(countRows("singers"))], groupBy: [city] };

const SAME: readonly (readonly [why: string, first: Query, other: Query])[] = [
  [
    "a tie for the first place",
    oldest,
    { ...names, where: compare(age, "=", scalar({ select: [select(aggregate("max", age))] })) },
  ],
  ["repeats", names, { ...names, isDistinct: true }],
  ["a group that is not shown", perCity, { ...perCity, select: [select(countRows("singers"))] }],
  [
    "rows left out and rows not kept",
    { ...names, where: compare(city, "!=", textLiteral("Paris")) },
    { ...names, set: { op: "except", right: { ...names, where: isFrench } } },
  ],
  [
    "the figure of the first group",
    { ...perCity, order: [descending(countRows("singers"))], limit: { count: 1 } },
    { select: [select(city)], groupBy: [city], order: [descending(countRows("singers"))], limit: { count: 1 } },
  ],
];

describe("readings that are worth offering", () => {
  test.each(SAME)("one of two that differ only in %s", (_why, first, other) => {
    expect(worthOffering([offer(first), offer(other)])).toHaveLength(1);
  });

  test("three at most, best first", () => {
    const others = [perCity, oldest, { ...oldest, order: [ascending(age)] }, { ...names, where: isFrench }];
    const offered = worthOffering([offer(names), ...others.map((query) => offer(query))]);
    expect(offered.map(({ query }) => query)).toEqual([names, perCity, oldest]);
  });

  test("none that is far less likely than the first", () => {
    expect(worthOffering([offer(names, 0.9), offer(perCity, 0.05), offer(oldest, 0.2)])).toHaveLength(2);
  });

  test("of other columns of the same rows, one", () => {
    const columns = [city, age].map((each) => offer({ select: [select(each)] }));
    expect(worthOffering([offer(names), ...columns])).toHaveLength(2);
  });

  test("statements nobody has a query for are told apart by their words", () => {
    const written = (explanation: string) => ({ query: null, confidence: 0.5, explanation });
    expect(worthOffering([written("A."), written("A."), written("B.")])).toHaveLength(2);
  });
});
