import { expect, test } from "vitest";
import { findReversal, type ReversalCell } from "./find-reversal.ts";
import { randomFrom } from "./insights.fixture.ts";

const NAMES = { measure: "average days", by: "clinic", within: "severity" };
const cell = (group: string, stratum: string, count: number, mean: number, variance = 1): ReversalCell => ({
  group,
  stratum,
  count,
  mean,
  variance,
});

/** North is quicker with light and with hard cases, and slower in all: it takes the hard ones. */
const PARADOX = [
  cell("North", "light", 40, 2),
  cell("North", "hard", 300, 8),
  cell("South", "light", 300, 3),
  cell("South", "hard", 40, 9),
];

test("a comparison that turns round within every part is told", () => {
  expect(findReversal(PARADOX, NAMES)).toMatchObject({
    kind: "reversal",
    sentence:
      "North has the higher average days than South in all, but the lower one within every severity: look at it by severity before you compare.",
    sample: 680,
  });
});

test.each<[string, ReversalCell[]]>([
  ["the parts agree with the whole", PARADOX.map((one) => ({ ...one, mean: one.stratum === "hard" ? 8 : 2 }))],
  ["one part agrees with the whole", PARADOX.map((one) => (one.stratum === "hard" ? { ...one, mean: 8 } : one))],
  ["a part is too small", PARADOX.map((one) => ({ ...one, count: one.count === 40 ? 10 : one.count }))],
  ["there is one part only", PARADOX.filter((one) => one.stratum === "hard")],
  ["a group is missing in a part", PARADOX.slice(1)],
  ["it may be chance", PARADOX.map((one) => ({ ...one, variance: 500 }))],
])("nothing is told when %s", (_name, cells) => {
  expect(findReversal(cells, NAMES)).toBeNull();
});

test("noise does not turn round", () => {
  const random = randomFrom(3);
  const draw = (): ReversalCell[] =>
    ["A", "B"].flatMap((group) =>
      ["x", "y"].map((stratum) => cell(group, stratum, 20 + Math.floor(200 * random()), 10 + (random() - 0.5) / 4)),
    );
  const found = Array.from({ length: 500 }, draw).filter((cells) => findReversal(cells, NAMES) !== null);
  expect(found.length).toBeLessThanOrEqual(5);
});
