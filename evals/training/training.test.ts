import { CALIBRATION_INPUTS, rawChance } from "@parlance/engine/training";
import { column, select } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { BOOST_OPTIONS, boostTrees, type Table } from "./boost-trees.ts";
import { fitCalibration, type Judged } from "./fit-calibration.ts";
import { concatenate, type Labelled, pack } from "./packed.ts";
import { allQuestions, DEFAULT_OPTIONS, scoreQuestion, trainRanker } from "./train-ranker.ts";

const local = (hash: number) => ({ ofPath: Uint32Array.of(hash), ofForm: new Uint32Array() });

/** Two candidates each; the right one has the feature, the clause and the fragment that the other lacks. */
const question = (rightFirst: boolean): Labelled => {
  const plain = { query: { select: [select(column("singer", "age"))] } };
  const good = { dense: Float64Array.of(1), clauses: Uint32Array.of(11), locals: local(1 << 28), ...plain };
  const bad = { dense: Float64Array.of(0), clauses: Uint32Array.of(22), locals: local(0xf0000000), ...plain };
  return {
    input: { grams: Uint32Array.of(5, 6), rows: rightFirst ? [good, bad] : [bad, good] },
    handScores: [0, 0],
    costs: [0, 0],
    isRight: [rightFirst, !rightFirst],
    fits: [[], []],
  };
};

describe("pack and concatenate", () => {
  it("keep every question's rows together, whatever the parts", () => {
    const whole = pack([question(true), question(false), question(true)]);
    const joined = concatenate([pack([question(true)]), pack([question(false), question(true)])]);
    for (const [name, values] of Object.entries(whole))
      expect([name, ...Reflect.get(joined, name)]).toEqual([name, ...values]);
  });
});

describe("trainRanker", () => {
  const packed = concatenate([pack([question(true), question(false), question(true)])]);
  const options = { ...DEFAULT_OPTIONS, crossBits: 8, localBits: 8, units: 2 };
  it("learns which candidate is right", () => {
    const weights = trainRanker(packed, [0, 1], options);
    const [first = 0, second = 0] = scoreQuestion(packed, weights, options, 2);
    expect(first).toBeGreaterThan(second);
  });
  it("gives the same weights every time", () => {
    expect(trainRanker(packed, allQuestions(packed), options)).toEqual(
      trainRanker(packed, allQuestions(packed), options),
    );
  });
  it("takes off a score what speaks against a candidate", () => {
    const costly = { ...packed, cost: Float32Array.of(0, 0, 0, 0, 9, 0) };
    const weights = trainRanker(packed, [0, 1], options);
    const [first = 0, second = 0] = scoreQuestion(costly, weights, options, 2);
    expect(first).toBeLessThan(second);
  });
});

/** The answer is 1 where the first number is above 3 unless the second is 1. */
const TABLE: Table = (() => {
  const rows = Array.from({ length: 200 }, (_, i) => [i % 7, i % 2]);
  return {
    width: 2,
    values: Float32Array.from(rows.flat()),
    labels: Uint8Array.from(rows, ([first = 0, second = 0]) => (first > 3 && second === 0 ? 1 : 0)),
  };
})();
const OPTIONS = { ...BOOST_OPTIONS, trees: 40, leaves: 4, rate: 0.3, share: 1, minRows: 5, ridge: 1 };

describe("boostTrees", () => {
  const grown = boostTrees(TABLE, OPTIONS);
  it.each([
    ["both as wanted", [5, 0], true],
    ["the first too small", [2, 0], false],
    ["the second in the way", [5, 1], false],
  ])("tells rows apart by two numbers at once: %s", (_name, row, isOne) =>
    expect(rawChance(grown, Float32Array.from(row)) > 0.5).toBe(isOne),
  );
  it("gives the same trees every time", () => expect(boostTrees(TABLE, OPTIONS)).toEqual(grown));
});

describe("fitCalibration", () => {
  /** The first number tells what is right in one fold and the opposite in the other. */
  const items = Array.from({ length: 400 }, (_, i): Judged => {
    const fold = i % 2;
    const tells = Math.floor(i / 2) % 2 === 0;
    const inputs = new Float32Array(CALIBRATION_INPUTS.length);
    inputs[0] = tells ? 5 : -5;
    return { question: i, fold, scores: Float64Array.of(1), inputs, isRight: tells === (fold === 0) };
  });
  it("judges a fold by the others alone", () => {
    const { confidences } = fitCalibration(items, () => true, OPTIONS);
    // What the other fold teaches is wrong here, and the staircase cannot know better than one half.
    expect(Math.max(...confidences) - Math.min(...confidences)).toBeLessThan(0.1);
  });
  it("has no confidence where there are no readings", () => {
    const none: Judged = { question: 400, fold: 0, scores: new Float64Array(), inputs: undefined, isRight: false };
    expect(fitCalibration([...items, none], () => true, OPTIONS).confidences.at(-1)).toBe(0);
  });
});
