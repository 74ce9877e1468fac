import { describe, expect, test } from "vitest";
import { type FollowUpCues, readFollowUpCues } from "./follow-up-cues.ts";

const CASES: readonly (readonly [question: string, expected: Partial<FollowUpCues>])[] = [
  ["revenue by region", { isExplicit: false, mode: "edit", sort: undefined }],
  ["how many customers are in Germany?", { isExplicit: false, mode: "edit" }],
  ["and last year?", { isExplicit: true, rest: "    last year?" }],
  ["what about profit?", { isExplicit: true }],
  ["by category instead", { isExplicit: true, isAddingGroup: false }],
  ["split by channel", { isExplicit: true, isAddingGroup: true }],
  ["only enterprise ones", { isExplicit: true, rest: "     enterprise     " }],
  ["without returned orders", { isExplicit: true, isExcluding: true }],
  ["how many of those are qualified?", { isExplicit: true, mode: "count" }],
  ["list their names", { isExplicit: true, mode: "list" }],
  ["what is their average score?", { isExplicit: true, mode: "measure" }],
  ["just the top 3", { isExplicit: true, sort: { direction: "desc", count: 3 } }],
  ["lowest five", { isExplicit: true, sort: { direction: "asc", count: 5 } }],
  ["sort by it, highest first", { isExplicit: true, sort: { direction: "desc", count: undefined } }],
  ["top 5 products by revenue", { isExplicit: false, sort: undefined }],
];

describe("readFollowUpCues", () => {
  test.each(CASES)("%s", (question, expected) => {
    expect(readFollowUpCues(question)).toMatchObject(expected);
  });

  test.each(CASES.map(([question]) => question))("keeps the offsets of %s", (question) => {
    expect(readFollowUpCues(question).rest).toHaveLength(question.length);
  });
});
