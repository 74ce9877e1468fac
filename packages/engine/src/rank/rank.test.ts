import { column, compare, countRows, descending, numberLiteral, type Query, select } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { CALIBRATION_INPUTS, calibrationInputs, confidenceOf, interpolate, type ReadingFacts } from "./calibration.ts";
import { clausesOf } from "./clauses.ts";
import { crossBucket, hashText } from "./hash.ts";
import { inOrder, lessCosts, SETTLED_PLACES } from "./less-costs.ts";
import { questionGrams } from "./question-grams.ts";
import type { RankRow } from "./rank-input.ts";
import { verdictThresholds } from "./rank-proposal.ts";
import { type Ranker, scoreRows } from "./ranker.ts";
import { partsOf } from "./reading-parts.ts";
import { sumOfTrees, type Trees } from "./trees.ts";

const QUERY: Query = {
  select: [select(column("singer", "name")), select(countRows("concert"))],
  where: compare(column("singer", "age"), ">", numberLiteral(30)),
  groupBy: [column("singer", "name")],
  order: [descending(countRows("concert"))],
  limit: { count: 1 },
};

const ranker = (linear: number, crossed: (size: number) => Int8Array): Ranker => ({
  scale: new Float32Array([1]),
  linear: new Float32Array([linear]),
  hidden: new Float32Array(1),
  hiddenBias: new Float32Array(1),
  output: new Float32Array(1),
  crossed: { bits: 10, weights: crossed(1024), scale: 0.1 },
  local: { bits: 10, weights: Int8Array.of(...new Array<number>(1023).fill(0), 50), scale: 0.1 },
});

const row = (dense: number, more: Partial<RankRow> = {}): RankRow => ({
  dense: Float64Array.of(dense),
  clauses: new Uint32Array(),
  locals: { ofPath: new Uint32Array(), ofForm: new Uint32Array() },
  query: QUERY,
  ...more,
});

describe("clausesOf", () => {
  it("names what the query does and no schema word outside the shared list", () => {
    const clauses = clausesOf(QUERY);
    expect(clauses).toEqual(
      expect.arrayContaining([
        "select:2",
        "select:count*",
        "where:column:>:number",
        "order:desc:count*",
        "limit:1",
        "select~name",
      ]),
    );
    expect(clauses.join(" ")).not.toContain("singer");
  });
});

describe("lessCosts", () => {
  it("takes off what speaks against a reading", () => {
    expect([...lessCosts(Float64Array.of(1, 3, 2), (index) => (index === 1 ? 2.5 : 0))]).toEqual([1, 0.5, 2]);
  });
  it("gives the first places the scores that all readings' costs would give them", () => {
    const scores = Float64Array.from({ length: 90 }, (_, i) => ((i * 37) % 90) / 6);
    const costOf = (index: number): number => (index % 3) * 1.5;
    const all = scores.map((score, index) => score - costOf(index));
    const places = inOrder(all).slice(0, SETTLED_PLACES);
    const settled = lessCosts(scores, costOf);
    expect(inOrder(settled).slice(0, SETTLED_PLACES)).toEqual(places);
    expect(places.map((index) => settled[index])).toEqual(places.map((index) => all[index]));
  });
  it("does not ask readings that are too far behind to matter", () => {
    const asked: number[] = [];
    const scores = Float64Array.from({ length: 60 }, (_, i) => (i < 25 ? 10 - i / 100 : 0));
    lessCosts(scores, (index) => {
      asked.push(index);
      return 0;
    });
    expect(asked).toHaveLength(SETTLED_PLACES);
  });
});

describe("scoreRows", () => {
  const plain = ranker(1, (size) => new Int8Array(size));
  const cases: [name: string, better: RankRow, worse: RankRow][] = [
    ["dense features", row(2), row(1)],
    [
      "a feature of its own",
      row(1, { locals: { ofPath: new Uint32Array(), ofForm: Uint32Array.of(0xffffffff) } }),
      row(1),
    ],
  ];
  it.each(cases)("orders by %s", (_name, better, worse) => {
    const [first = 0, second = 0] = scoreRows(plain, { grams: Uint32Array.of(1), rows: [better, worse] });
    expect(first).toBeGreaterThan(second);
  });
  it("adds the weight of a word met together with a clause", () => {
    const at = crossBucket(hashText("most"), hashText("limit:1"), 10);
    const model = ranker(0, (size) => Int8Array.from({ length: size }, (_, i) => (i === at ? 100 : 0)));
    const rows = [row(0, { clauses: Uint32Array.of(hashText("limit:1")) })];
    const score = (words: string[]): number => scoreRows(model, { grams: questionGrams(words), rows })[0] ?? 0;
    expect(score(["most"])).toBeGreaterThan(score(["least"]));
  });
});

describe("questionGrams", () => {
  it("holds each run of up to three words once", () => {
    // < a b > : 4 single, 3 double, 2 triple
    expect(questionGrams(["a", "b"])).toHaveLength(9);
    expect(questionGrams(["a", "a"]).length).toBeLessThan(9);
  });
});

/** "Is the first number above 2? Then 3, or -1", and a tree of one leaf. */
const TREES: Trees = {
  roots: [0, 3],
  feature: [0, -1, -1, -1],
  threshold: [2, 0, 0, 0],
  right: [2, 0, 0, 0],
  value: [0, -1, 3, 0.5],
};

describe("sumOfTrees", () => {
  it.each([
    ["at the threshold", 2, -0.5],
    ["below it", -7, -0.5],
    ["above it", 2.5, 3.5],
  ])("adds up what the trees give to a row %s", (_name, value, wanted) =>
    expect(sumOfTrees(TREES, Float32Array.of(value))).toBe(wanted),
  );
});

describe("calibrationInputs", () => {
  const shown = (name: string): Query => ({ select: [select(column("singer", name))] });
  const read = (queries: readonly Query[], scores: readonly number[]): Record<string, number | undefined> => {
    const factsOf = (index: number): ReadingFacts => ({
      dense: [index],
      cost: index,
      parts: partsOf(queries[index] ?? QUERY),
    });
    const inputs = calibrationInputs(Float64Array.from(scores), factsOf, () => []);
    return Object.fromEntries(CALIBRATION_INPUTS.map((name, i) => [name, inputs?.[i]]));
  };
  const HALF = Math.log(2);
  const cases: [name: string, queries: Query[], scores: number[], input: string, wanted: number][] = [
    ["how far the first leads", [shown("age"), shown("name")], [3, 1], "gap:1", 2],
    ["the last of all where there are fewer", [shown("age"), shown("name")], [3, 1], "gap:19", 2],
    ["what speaks against the first", [shown("age"), shown("name")], [0, 4], "cost", 1],
    ["that both show one column", [shown("age"), shown("name")], [HALF, HALF], "agreed:columns", 1],
    ["that half shows another", [shown("age"), shown("name")], [HALF, HALF], "agreed:shown", 0.5],
    [
      "how far the first is ahead of who says other",
      [shown("age"), shown("age"), shown("name")],
      [3, 2, 1],
      "rivalGap",
      2,
    ],
    ["that nobody says other", [shown("age"), shown("age")], [3, 2], "rivalGap", 20],
    ["the first reading's make", [shown("age"), shown("name")], [0, 4], "handScore", 1],
  ];
  it.each(cases)("tells %s", (_name, queries, scores, input, wanted) =>
    expect(read(queries, scores)[input]).toBeCloseTo(wanted),
  );
  it("has nothing to look at without readings", () =>
    expect(
      calibrationInputs(
        new Float64Array(),
        () => ({ dense: [], cost: 0, parts: [] }),
        () => [],
      ),
    ).toBeUndefined());
});

describe("calibration", () => {
  const knots = [
    [0.2, 0.1],
    [0.8, 0.9],
  ] as const;
  it.each([
    ["below the first knot", 0.1, 0.1],
    ["between knots", 0.5, 0.5],
    ["above the last knot", 0.9, 0.9],
  ])("interpolates %s", (_name, x, wanted) => expect(interpolate(knots, x)).toBeCloseTo(wanted));
  it("gives no confidence without readings", () => {
    const thresholds = { answer: 0.85, confirm: 0.6, ask: 0.3 };
    const calibration = { inputs: [], trees: TREES, bias: 0, knots, thresholds };
    expect(confidenceOf(calibration, undefined)).toBe(0);
    expect(confidenceOf(calibration, Float32Array.of(9))).toBeCloseTo(0.9);
  });
});

it("the shipped weights belong to the features of this engine", () => {
  expect(verdictThresholds()).toBeDefined();
});
