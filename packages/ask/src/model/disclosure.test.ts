import type { ColumnValues } from "@parlance/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drafts, scriptedModel } from "../fixtures/scripted-model.ts";
import { openShop, recorder, type Shop } from "../fixtures/shop.ts";
import type { AskNeeds, Turn } from "../index.ts";
import { ask } from "../pipeline.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** Every text that stands in a cell, and the extremes of the other columns. */
function valuesOf({ source }: AskNeeds): string[] {
  const texts = source.values.flatMap((list: ColumnValues) => list.values.map(({ value }) => value));
  const extremes = source.catalog.tables.flatMap((table) =>
    table.columns.flatMap(({ profile }) => [profile?.min ?? "", profile?.max ?? ""]),
  );
  // "1" and "40" stand in every prompt for reasons of their own.
  return [...new Set([...texts, ...extremes])].filter((value) => value.length >= 4);
}

const WORDS = [
  "frobnicated",
  "orders",
  "customers",
  "per",
  "region",
  "status",
  "amount",
  "total",
  "number of",
  "not",
  "east",
  "paid",
  "ada 4",
  "shiped",
  "top 3",
  "last month",
  "average",
];
const SENTENCE = "East leads with 499.50, then Ada 12 on 2025-12-31.";
const TURNS: readonly Turn[] = [
  {
    question: "orders by status",
    sql: "SELECT status, count(*) FROM orders WHERE status <> 'Cancelled' GROUP BY 1",
    sentence: SENTENCE,
  },
  { question: "who", sql: "SELECT name FROM customers WHERE region = 'West'", sentence: SENTENCE },
];

/** Drafts that make each kind of repair, and so each kind of text about the data, go out. */
const MENDED = [
  "SELECT * FROM orders WHERE status = 'nothing like it'",
  "SELECT CAST(status AS INTEGER) FROM orders",
  "SELECT CAST(name AS DATE) FROM customers",
  "SELECT stattus FROM orders",
  "DELETE FROM orders",
];

describe.each(["schema", "aggregates"] as const)("what a model is told where only the %s may leave", (disclosure) => {
  it("holds no value of the data that the person did not type", async () => {
    const secrets = valuesOf(shop.needs);
    expect(secrets.length).toBeGreaterThan(40);
    const question = fc
      .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 7 })
      .map((words) => words.join(" "));
    await fc.assert(
      fc.asyncProperty(question, fc.constantFrom(...MENDED), fc.boolean(), async (asked, bad, hasTurns) => {
        const model = scriptedModel(drafts(bad), drafts("SELECT CAST(region AS INTEGER) FROM customers"), drafts(bad));
        const assistance = { model, disclosure, askModel: "always" as const };
        const request = { question: asked, mode: "run" as const, ...(hasTurns ? { turns: TURNS } : {}) };
        await ask(request, { ...shop.needs, assistance }, recorder().emit);
        const typed = [asked, ...(hasTurns ? TURNS.map((turn) => turn.question) : [])].join("\n").toLowerCase();
        for (const { messages } of model.requests) {
          const told = messages.map(({ content }) => content).join("\n");
          const leaked = secrets.filter((value) => told.includes(value) && !typed.includes(value.toLowerCase()));
          expect(leaked, told).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

describe("what a model is told where everything may leave", () => {
  it("holds the values it needs", async () => {
    const model = scriptedModel(drafts("SELECT 1"));
    const needs = { ...shop.needs, assistance: { model, disclosure: "full" as const, askModel: "always" as const } };
    await ask({ question: "frobnicated paid orders", mode: "run" }, needs, recorder().emit);
    expect(model.requests[0]?.messages[0]?.content).toContain("orders.status = 'Paid'");
  });
});
