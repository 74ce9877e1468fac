import type { KnowledgeBody } from "@parlance/core";
import { expect, test } from "vitest";
import { draftOf, emptyDraft } from "./draft.ts";
import { listOf, toBody } from "./to-body.ts";

const typeOf = (_table: string, column: string) => (column === "n" ? "integer" : column === "b" ? "boolean" : "text");

const BODIES: KnowledgeBody[] = [
  { kind: "description", table: "t", text: "x" },
  { kind: "description", table: "t", column: "c", text: "x" },
  { kind: "hidden", table: "t", column: "c" },
  { kind: "term", term: "a", text: "b" },
  { kind: "verified", question: "q", sql: "SELECT 1" },
  { kind: "alias", phrase: "p", target: { kind: "table", table: "t" } },
  { kind: "alias", phrase: "p", target: { kind: "column", table: "t", column: "c" } },
  { kind: "alias", phrase: "p", target: { kind: "value", table: "t", column: "c", value: "v" } },
  { kind: "join", from: { table: "a", column: "b" }, to: { table: "c", column: "d" }, role: "r" },
  {
    kind: "filter",
    table: "t",
    only: [
      { column: "n", isOneOf: [1, -2.5] },
      { column: "b", isOneOf: [true] },
      { column: "s", isOneOf: ["1", "a, b", 'say "x"'] },
    ],
    text: "why",
  },
  {
    kind: "metric",
    name: "m",
    synonyms: ["n", "o"],
    description: "d",
    definition: { kind: "figure", fn: "sum", table: "t", column: "n", only: [{ column: "s", isOneOf: ["x"] }] },
    grain: "per month",
    format: "currency",
    unit: "EUR",
  },
  {
    kind: "metric",
    name: "m",
    definition: {
      kind: "ratio",
      above: { kind: "figure", fn: "sum", table: "t", column: "n" },
      below: { kind: "figure", fn: "count", table: "t" },
    },
  },
  { kind: "metric", name: "m", definition: { kind: "expression", table: "t", sql: "SUM(n)" } },
];

test.each(BODIES.map((body) => [JSON.stringify(body), body] as const))("a form gives back %s", (_name, body) =>
  expect(toBody(draftOf(body), typeOf)).toEqual(body),
);

test("a form that is not filled in gives nothing", () => {
  for (const { kind } of BODIES) expect(toBody(emptyDraft(kind), typeOf), kind).toBeNull();
});

test.each([
  ["a, b ,c", ["a", "b", "c"]],
  ['"a, b", c', ["a, b", "c"]],
  [" , ", []],
])("a list of values is read from %j", (text, items) => expect(listOf(text)).toEqual(items));
