import { readFileSync } from "node:fs";
import type { KnowledgeBody } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { compareKnowledge } from "../compare-knowledge.ts";
import { readYaml, writeYaml } from "./knowledge-yaml.ts";

const guide = readFileSync(new URL("../../../../docs/how-to/write-knowledge.md", import.meta.url), "utf8");
const example = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";

const bodiesOf = (text: string): KnowledgeBody[] => {
  const read = readYaml(text);
  expect(read.problems).toEqual([]);
  return read.entries.map((entry) => entry.body);
};

const ODD: KnowledgeBody[] = [
  { kind: "alias", phrase: "yes", target: { kind: "value", table: "t: x", column: "#c", value: "on" } },
  { kind: "alias", phrase: "1e3", target: { kind: "value", table: "t: x", column: "#c", value: "null" } },
  { kind: "description", table: "t: x", text: "- not a list\n# not a comment: 'quoted' \"twice\"\n\n  indented" },
  { kind: "verified", question: "what? {x}", sql: "SELECT 1\n-- a comment\nFROM t\n\tWHERE a = '{}'" },
  { kind: "filter", table: "t: x", only: [{ column: "#c", isOneOf: ["true", true, 1, "1", -0.5] }] },
  { kind: "hidden", table: "~" },
  { kind: "hidden", table: "__proto__x", column: "constructor" },
  { kind: "term", term: "Ümlaut 😀", text: "日本語" },
];

describe("knowledge as YAML", () => {
  test("the guide's example is read, and says of each kind something", () => {
    expect([...new Set(bodiesOf(example).map((body) => body.kind))].sort()).toEqual([
      "alias",
      "description",
      "filter",
      "hidden",
      "join",
      "metric",
      "term",
      "verified",
    ]);
  });

  test.each([
    ["the example", () => bodiesOf(example)],
    ["odd names and values", () => ODD],
    ["nothing", () => []],
  ])("%s comes back exactly, as entries and as text", (_name, bodies) => {
    const text = writeYaml(bodies());
    const again = bodiesOf(text);
    expect(
      compareKnowledge(
        bodies().map((body, i) => ({ id: String(i), body })),
        again,
      ),
    ).toEqual([]);
    expect(writeYaml(again)).toBe(text);
    expect(writeYaml([...again].reverse())).toBe(text);
  });

  const WRONG: [string, string, number, RegExp][] = [
    ["no YAML", "parlance: knowledge/1\ntables: [", 2, /flow/i],
    ["another form", "parlance: knowledge/9\n", 1, /knowledge\/1/],
    ["an unknown field", "parlance: knowledge/1\ntabels: {}\n", 1, /tabels/],
    ["a figure without a definition", "parlance: knowledge/1\nmetrics:\n  - name: x\n", 3, /one of/],
    [
      "a word said twice",
      "parlance: knowledge/1\ntables:\n  a:\n    synonyms: [Grog]\n  b:\n    synonyms: [grog]\n",
      6,
      /line 4/,
    ],
    ["a key said twice", "parlance: knowledge/1\nparlance: knowledge/1\n", 2, /unique/i],
    ["a text that multiplies itself", "parlance: &a knowledge/1\nglossary: [*a, *a]\n", 1, /./],
    ["something that is no map", "- 1\n", 1, /./],
  ];
  test.each(WRONG)("%s is told with its line", (_name, text, line, message) => {
    const { problems } = readYaml(text);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.line).toBe(line);
  });

  test("an import is compared entry by entry", () => {
    const before: KnowledgeBody[] = [
      { kind: "term", term: "a", text: "1" },
      { kind: "term", term: "b", text: "1" },
      { kind: "term", term: "c", text: "1" },
    ];
    const after: KnowledgeBody[] = [
      { kind: "term", term: "A", text: "2" },
      { kind: "term", term: "b", text: "1" },
      { kind: "term", term: "d", text: "1" },
    ];
    const changes = compareKnowledge(
      before.map((body, i) => ({ id: String(i), body })),
      after,
    );
    expect(changes.map((one) => one.change)).toEqual(["changed", "added", "removed"]);
  });
});
