import { expect, test } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { SHOP } from "../shop.fixture.ts";
import { suggestQuestions } from "./suggest-questions.ts";

test("every suggestion, asked again, is answered with its query", () => {
  const suggestions = suggestQuestions(SHOP, 6);
  expect(suggestions.length).toBeGreaterThan(2);
  for (const { question, query } of suggestions) {
    const result = askEngine({ question, source: SHOP, now: 0, timeZone: "UTC" });
    expect(result.verdict).toBe("answer");
    expect(result.readings[0]?.query).toEqual(query);
  }
});
