import type { KnowledgeBody } from "@parlance/core";
import { expect, test } from "vitest";
import { bodyWords } from "./body-words.ts";

const ROWS: [string, KnowledgeBody, string, string][] = [
  [
    "a value",
    { kind: "alias", phrase: "home", target: { kind: "value", table: "t", column: "c", value: "DE" } },
    "home",
    "means t.c is “DE”",
  ],
  [
    "a ratio",
    {
      kind: "metric",
      name: "order value",
      definition: {
        kind: "ratio",
        above: { kind: "figure", fn: "sum", table: "t", column: "x", only: [{ column: "s", isOneOf: ["a", "b"] }] },
        below: { kind: "figure", fn: "count", table: "t" },
      },
    },
    "order value",
    "total of t.x where s is a or b divided by number of t",
  ],
  [
    "a join with a role",
    { kind: "join", from: { table: "a", column: "x" }, to: { table: "b", column: "y" }, role: "seller" },
    "a.x",
    "belongs to b.y, its seller",
  ],
  ["a hidden table", { kind: "hidden", table: "t" }, "t", "the whole table"],
];

test.each(ROWS)("%s in words", (_name, body, title, text) => expect(bodyWords(body)).toMatchObject({ title, text }));
