import { describe, expect, it } from "vitest";
import { concatenate, type Labelled, pack } from "./packed.ts";
import { allQuestions, DEFAULT_OPTIONS, scoreQuestion, trainRanker } from "./train-ranker.ts";

/** Two candidates each; the right one has the feature, the clause and the fragment that the other lacks. */
const question = (rightFirst: boolean): Labelled => {
  const good = { dense: Float64Array.of(1), clauses: Uint32Array.of(11), locals: Uint32Array.of(0x10000000), cost: 0 };
  const bad = { dense: Float64Array.of(0), clauses: Uint32Array.of(22), locals: Uint32Array.of(0xf0000000), cost: 0 };
  return {
    input: { grams: Uint32Array.of(5, 6), rows: rightFirst ? [good, bad] : [bad, good] },
    handScores: [0, 0],
    isRight: [rightFirst, !rightFirst],
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
