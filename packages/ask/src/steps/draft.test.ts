import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { openShop, type Shop } from "../fixtures/shop.ts";
import type { AskRequest, Drafted } from "../state.ts";
import { draft } from "./draft.ts";
import { readIntent } from "./read-intent.ts";
import { retrieve } from "./retrieve.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

type Beside = Partial<Pick<AskRequest, "previous" | "reading" | "turns">>;

async function draftOf(question: string, beside: Beside = {}): Promise<Drafted> {
  const context = { needs: shop.needs, signal: undefined };
  const request = { question, mode: "run" as const, ...beside };
  const intended = await readIntent.run({ request }, context);
  return draft.run(await retrieve.run(intended, context), context);
}

describe("the draft", () => {
  it("of a question about data comes from the engine, with its readings", async () => {
    const { draft: made } = await draftOf("number of orders per status");
    expect(made).toMatchObject({ draftedBy: "engine", message: null, suggestions: [] });
    expect(made.readings[0]?.sql).toMatch(/group by/i);
  });

  it("of a ranking shows by what the names are ranked, and a follow-up still finds it", async () => {
    const { draft: made } = await draftOf("top 3 customers by number of orders");
    const sql = made.readings[0]?.sql ?? "";
    expect(sql).toMatch(/select .*count\(\*\) as \w+_count/i);
    expect(
      (await draftOf("top 5", { previous: { question: "top 3 customers by number of orders", sql } })).previous,
    ).not.toBeNull();
  });

  test.each(["Wie viele Bestellungen pro Monat?", "status pro Monat", "nombre de commandes par mois"])(
    "of a question that is not English says so: %s",
    async (question) => {
      const { draft: made } = await draftOf(question);
      expect(made.message).toMatch(/^Without a language model I read English questions only/);
      expect(made.suggestions.length).toBeGreaterThan(0);
    },
  );

  it("of SQL is the person's own statement", async () => {
    const { draft: made } = await draftOf("SELECT status FROM orders");
    expect(made).toMatchObject({ draftedBy: "person", readings: [{ sql: "SELECT status FROM orders", query: null }] });
  });

  it("of a sentence that only looks like SQL comes from the engine", async () => {
    const { draft: made } = await draftOf("select all customers from the East");
    expect(made.draftedBy).toBe("engine");
  });

  test.each([
    ["about the tables", "what tables are there?", "answer", /2 tables/],
    ["about the number of rows", "how many rows are there?", "answer", /1,040 rows in 2 tables/],
    ["a greeting", "hi", "answer", /customers and orders/],
    ["a wish to change data", "delete all orders", "answer", /only read/],
    ["nothing in words", "?!", "handover", /in words/],
  ])("of %s is words and questions to try", async (_name, question, verdict, message) => {
    const { draft: made } = await draftOf(question);
    expect(made).toMatchObject({ verdict, readings: [], message: expect.stringMatching(message) });
    expect(made.suggestions.length).toBeGreaterThan(0);
  });
});

describe("a reading that the person chose", () => {
  const QUESTION = "orders by customer";

  it("comes first and is sure, the others stay to be chosen", async () => {
    const { draft: offered } = await draftOf(QUESTION);
    const wanted = offered.readings[1]?.sql ?? "";
    const { draft: made } = await draftOf(QUESTION, { reading: wanted });
    expect(made).toMatchObject({ verdict: "answer", confidence: 1, message: null, isChosen: true });
    expect(made.readings[0]?.sql).toBe(wanted);
    expect(made.readings.map(({ sql }) => sql).sort()).toEqual(offered.readings.map(({ sql }) => sql).sort());
  });

  it("tells of each word what this reading makes of it", async () => {
    const { draft: offered } = await draftOf(QUESTION);
    const second = offered.readings[1];
    expect(second?.spans?.length).toBeGreaterThan(0);
    expect((await draftOf(QUESTION, { reading: second?.sql ?? "" })).draft.spans).toEqual(second?.spans);
  });

  test.each([
    ["a statement of one's own", QUESTION, "SELECT * FROM orders"],
    ["a question that is answered in words", "hi", "SELECT 1"],
  ])("is never %s", async (_name, question, reading) => {
    await expect(draftOf(question, { reading })).rejects.toMatchObject({ code: "READING_NOT_OFFERED" });
  });
});

describe("what is retrieved", () => {
  it("is the query behind the statement shown before", async () => {
    const first = await draftOf("number of orders per status");
    const sql = first.draft.readings[0]?.sql ?? "";
    const second = await draftOf("only for the East", { previous: { question: "number of orders per status", sql } });
    expect(second.previous?.query).toEqual(first.draft.readings[0]?.query);
  });

  it("may follow a question that followed another", async () => {
    const first = await draftOf("number of orders per status");
    const shown = (drafted: Drafted) => drafted.draft.readings[0]?.sql ?? "";
    const second = await draftOf("by customer instead", {
      previous: { question: "number of orders per status", sql: shown(first) },
    });
    const third = await draftOf("just the top 3", {
      previous: { question: "by customer instead", sql: shown(second) },
    });
    expect(third.previous?.query).toEqual(second.draft.readings[0]?.query);
    expect(shown(third)).toContain("LIMIT 3");
  });

  it("goes back to what was shown before that", async () => {
    const asked = { question: "number of orders per status", sentence: "" };
    const first = await draftOf(asked.question);
    const cut = { question: "just the top 1", sql: "SELECT 1", query: first.draft.readings[0]?.query ?? undefined };
    const turns = [
      { ...asked, sql: first.draft.readings[0]?.sql ?? "" },
      { question: cut.question, sql: cut.sql, sentence: "" },
    ];
    const previous = { question: cut.question, sql: cut.sql, ...(cut.query ? { query: cut.query } : {}) };
    expect((await draftOf("back", { previous, turns })).draft.readings[0]?.sql).toBe(turns[0]?.sql);
  });

  it("is nothing when that statement was edited", async () => {
    const previous = { question: "number of orders per status", sql: "SELECT 1" };
    expect((await draftOf("only for the East", { previous })).previous).toBeNull();
  });

  it("is a policy of exactly the catalog's tables", async () => {
    const { policy } = await draftOf("number of orders");
    expect(policy.tables.map((table) => table.name).sort()).toEqual(["customers", "orders"]);
  });
});
