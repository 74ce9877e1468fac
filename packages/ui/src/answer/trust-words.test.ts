import { CHECK_IDS, TRUST_LEVELS } from "@parlance/core";
import { expect, test } from "vitest";
import { disclosedWords, droppedWords, freshnessWords, joinWords, modelWords } from "./receipt-words.ts";
import { byUrgency, CHECK_WORDS, TRUST_WORDS } from "./trust-words.ts";

const JOIN = { table: "orders", on: "a = b", kind: "inner" as const, mayMultiply: null };
const MODEL = {
  provider: "p",
  model: "m",
  calls: 2,
  inputTokens: 1200,
  outputTokens: 40,
  disclosure: "schema" as const,
};
const FRESH = { versionAt: null, isLive: false, dataFrom: null, dataTo: null, dataColumn: null };

test.each<[string, string, string]>([
  ["a join that was not counted", joinWords(JOIN), "the keys do not tell whether rows repeat"],
  ["a join along a key", joinWords({ ...JOIN, mayMultiply: false }), "no row repeats"],
  ["a join that changes nothing", joinWords({ ...JOIN, rowsIn: 5, rowsOut: 5 }), "5 rows, the same before and after"],
  ["a join that multiplies", joinWords({ ...JOIN, rowsIn: 1, rowsOut: 4 }), "1 row before, 4 after"],
  ["missing figures", droppedWords({ by: "figure", of: "amount", rows: 1 }), "1 row left out of the figure: no amount"],
  ["a live source", freshnessWords({ ...FRESH, isLive: true }), "asked just now, where the data is"],
  ["a source without a date", freshnessWords(FRESH), "as it was loaded"],
  ["a model", modelWords(MODEL), "m (p): 2 calls, 1,200 tokens there, 40 back"],
  [
    "a model with a price",
    modelWords({ ...MODEL, calls: 1, costUsd: 0.0021 }),
    "m (p): 1 call, 1,200 tokens there, 40 back, $0.0021",
  ],
  ["what it was told", disclosedWords(MODEL), "names, types, keys and comments; no value of a cell"],
])("%s in words", (_name, found, expected) => {
  expect(found).toBe(expected);
});

test("every level and every check has its words", () => {
  expect(TRUST_LEVELS.every((level) => TRUST_WORDS[level].word !== "")).toBe(true);
  expect(CHECK_IDS.every((id) => CHECK_WORDS[id] !== "")).toBe(true);
});

test("what calls for attention comes first", () => {
  const states = ["unknown", "pass", "fail", "warn"] as const;
  expect(byUrgency(states.map((state) => ({ state }))).map(({ state }) => state)).toEqual([
    "fail",
    "warn",
    "pass",
    "unknown",
  ]);
});
