import { column, compare, countRows, descending, numberLiteral, type Query, select } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { confidenceOf, interpolate, verdictOf } from "./calibration.ts";
import { clausesOf } from "./clauses.ts";
import { crossBucket, hashText } from "./hash.ts";
import { questionGrams } from "./question-grams.ts";
import { verdictThresholds } from "./rank-proposal.ts";
import { type Ranker, scoreCandidates } from "./ranker.ts";

const QUERY: Query = {
  select: [select(column("singer", "name")), select(countRows("concert"))],
  where: compare(column("singer", "age"), ">", numberLiteral(30)),
  groupBy: [column("singer", "name")],
  order: [descending(countRows("concert"))],
  limit: { count: 1 },
};

const ranker = (linear: number, crossed: (size: number) => Int8Array): Ranker => ({
  featureNames: ["a"],
  mean: new Float32Array(1),
  scale: new Float32Array([1]),
  linear: new Float32Array([linear]),
  hidden: new Float32Array(1),
  hiddenBias: new Float32Array(1),
  output: new Float32Array(1),
  bits: 10,
  crossed: crossed(1024),
  crossedScale: 0.1,
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

describe("scoreCandidates", () => {
  it("orders by dense features when nothing is crossed", () => {
    const model = ranker(1, (size) => new Int8Array(size));
    const scores = scoreCandidates(
      model,
      ["how", "many"],
      [
        { query: QUERY, dense: [1] },
        { query: QUERY, dense: [2] },
      ],
    );
    expect(scores[1]).toBeGreaterThan(scores[0] ?? 0);
  });
  it("adds the weight of a word met together with a clause", () => {
    const at = crossBucket(hashText("most"), hashText("limit:1"), 10);
    const model = ranker(0, (size) => Int8Array.from({ length: size }, (_, i) => (i === at ? 100 : 0)));
    const score = (words: string[]): number => scoreCandidates(model, words, [{ query: QUERY, dense: [0] }])[0] ?? 0;
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
  it("gives no confidence without candidates", () => {
    const thresholds = { answer: 0.85, confirm: 0.6, ask: 0.3 };
    const calibration = { inputs: [], weights: [1, 0, 0], bias: 0, knots, thresholds };
    expect(confidenceOf(calibration, new Float64Array(0), [])).toBe(0);
    expect(confidenceOf(calibration, Float64Array.from([9, 0]), [])).toBeCloseTo(0.9);
    expect(["answer", "confirm", "ask", "handover"]).toEqual([0.9, 0.7, 0.4, 0.1].map((p) => verdictOf(thresholds, p)));
  });
});

it("the shipped weights belong to the features of this engine", () => {
  expect(verdictThresholds()).toBeDefined();
});
