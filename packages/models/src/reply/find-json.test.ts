import { describe, expect, test } from "vitest";
import { findJson } from "./find-json.ts";
import { stripThinking } from "./strip-thinking.ts";

describe("the JSON of a reply", () => {
  test.each<[string, string, readonly unknown[]]>([
    ["all of it", '{"sql": "SELECT 1"}', [{ sql: "SELECT 1" }]],
    ["between sentences", 'Sure! {"sql": "SELECT 1"} Anything else?', [{ sql: "SELECT 1" }]],
    ["in a fence", '```json\n{"sql": "SELECT 1"}\n```', [{ sql: "SELECT 1" }]],
    ["behind a brace of prose", 'The set {a, b} gives {"sql": "SELECT 1"}', [{ sql: "SELECT 1" }]],
    ["twice", '{"a": 1} or rather {"a": 2}', [{ a: 1 }, { a: 2 }]],
    ["with braces in strings", '{"sql": "SELECT \'}\' || \\"{\\""}', [{ sql: "SELECT '}' || \"{\"" }]],
    ["with line breaks in strings", '{"sql": "SELECT 1\nFROM t"}', [{ sql: "SELECT 1\nFROM t" }]],
    ["with a comma too many", '{"a": [1, 2,], }', [{ a: [1, 2] }]],
    ["with commas in strings left alone", '{"a": "x, ]", "b": "\n"}', [{ a: "x, ]", b: "\n" }]],
  ])("is found: %s", (_, text, objects) => {
    expect(findJson(text)).toEqual({ objects, isCut: false });
  });

  test.each([
    ["cut in a string", '{"sql": "SELECT na', true],
    ["cut before the last brace", '{"sql": "SELECT 1"', true],
    ["a list", "[1, 2]", false],
    ["prose", "I would rather not.", false],
  ])("is none: %s", (_, text, isCut) => {
    expect(findJson(text)).toEqual({ objects: [], isCut });
  });

  test("is not looked for without end, whatever a reply is made of", () => {
    const startedAt = performance.now();
    findJson("{".repeat(300_000));
    findJson("{".repeat(100_000) + "}".repeat(100_000));
    findJson(`${"{}".repeat(5)}${"{a} ".repeat(20_000)}`);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

test.each<[string, string, string | null]>([
  ["thinking in tags", "<think>a < b</think> yes", "yes"],
  ["thinking whose opening stands in the prompt", "a, b\n</think>\n\nyes", "yes"],
  ["thinking that never ends", "<think>a, b", null],
  ["tags inside a JSON string", '{"a": "</think>"}', '{"a": "</think>"}'],
  ["no thinking", " yes ", "yes"],
])("%s", (_, text, reply) => {
  expect(stripThinking(text)).toBe(reply);
});
