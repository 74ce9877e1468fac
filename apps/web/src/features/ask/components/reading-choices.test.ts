import type { Answer, Reading } from "@parlance/core";
import { expect, test } from "vitest";
import { choicesOf, wordsOf } from "./reading-choices.tsx";

const reading = (explanation: string): Reading => ({ sql: explanation, explanation, confidence: 0.5, assumptions: [] });
const RESULT: Answer["result"] = {
  resultId: "r",
  columns: [],
  rows: [],
  rowCount: 0,
  isTruncated: false,
  elapsedMs: 1,
};
const offered = (explanation: string, result: Answer["result"], ...others: string[]) =>
  choicesOf({ explanation, result, alternatives: others.map(reading) }).map((choice) => choice.explanation);

test("each reading is offered once, four at most, and none without words", () => {
  expect(offered("", null, "Total tip.", "", "Total tip.", "Tip.", "Size.", "Day.", "Sex.")).toEqual([
    "Total tip.",
    "Tip.",
    "Size.",
    "Day.",
  ]);
});

test("what was answered is not offered again", () => {
  expect(offered("Total tip.", RESULT, "Total tip.", "Average tip.")).toEqual(["Average tip."]);
});

test("a choice is told by what sets it apart, or in full", () => {
  expect(wordsOf({ ...reading("Average tip of tips for each day."), difference: "average instead of total" })).toBe(
    "Average instead of total",
  );
  expect(wordsOf(reading("Total tip of tips."))).toBe("Total tip of tips");
});
