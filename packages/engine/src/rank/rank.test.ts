import { column, compare, countRows, descending, numberLiteral, type Query, select } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { confidenceOf, interpolate, verdictOf } from "./calibration.ts";
import { clausesOf } from "./clauses.ts";
import { crossBucket, hashText } from "./hash.ts";
import { questionGrams } from "./question-grams.ts";
import type { RankRow } from "./rank-input.ts";
import { verdictThresholds } from "./rank-proposal.ts";
import { type Ranker, scoreRows } from "./ranker.ts";

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
  locals: new Uint32Array(),
  cost: 0,
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

describe("scoreRows", () => {
  const plain = ranker(1, (size) => new Int8Array(size));
  const cases: [name: string, better: RankRow, worse: RankRow][] = [
    ["dense features", row(2), row(1)],
    ["a feature of its own", row(1, { locals: Uint32Array.of(0xffffffff) }), row(1)],
    ["what speaks against a candidate", row(1), row(2, { cost: 3 })],
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
