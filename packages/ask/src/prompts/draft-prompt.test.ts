import { DIALECTS } from "@parlance/core";
import { describe, expect, it, test } from "vitest";
import { column, factsOf, SHOP, table } from "../fixtures/prompt-facts.ts";
import { estimateTokens } from "../model/estimate-tokens.ts";
import { type DraftFacts, draftPrompt, PROMPT_TOKENS, REPAIR_TOKENS } from "./draft-prompt.ts";
import { draftSystem } from "./draft-system.ts";
import { type DraftProblem, repairPrompt } from "./repair-prompt.ts";

/** Read these when you change a prompt: they are all that a model ever sees. */
const golden = (name: string): string => `goldens/${name}.txt`;

const WITH_EVERYTHING: Partial<DraftFacts> = {
  notes: [
    { id: "1", kind: "metric", text: "revenue: sum of orders.amount where status is 'Paid'", score: 1 },
    {
      id: "2",
      kind: "verified",
      text: "paid orders",
      sql: "SELECT count(*) FROM orders WHERE status = 'Paid'",
      score: 1,
    },
  ],
  turns: [
    {
      question: "revenue per region",
      sql: "SELECT region, sum(amount) FROM orders",
      sentence: "East leads with 1,200.",
    },
    { question: "total revenue", sql: "SELECT sum(amount) AS revenue FROM orders", sentence: "The total is 3,000." },
    { question: "thanks", sql: null, sentence: "Ask me a question in plain words." },
  ],
};

const ODD = [
  table("Order Details 2024", [
    column("Qty (pcs.)", "double", "DOUBLE", ["1", "99"]),
    column("group", "text", "VARCHAR", ["it's", " padded "]),
    column('say "hi"', "text", "VARCHAR", [], { nulls: 100 }),
    column("notes", "text", "VARCHAR", [`A long remark about what happened ${"and more ".repeat(20)}`], {
      distinct: 90,
    }),
  ]),
];

const ABROAD = SHOP.map((item) => ({
  ...item,
  schema: "sales",
  nativeName: item.name === "orders" ? "Orders" : item.name,
}));

const PROMPTS: readonly (readonly [name: string, facts: DraftFacts])[] = [
  ["shop", factsOf(SHOP)],
  ["shop-everything", factsOf(SHOP, WITH_EVERYTHING)],
  ["shop-schema-only", factsOf(SHOP, { ...WITH_EVERYTHING, disclosure: "schema" })],
  ["shop-aggregates", factsOf(SHOP, { ...WITH_EVERYTHING, disclosure: "aggregates" })],
  ["odd-names", factsOf(ODD, { values: [], readings: [] })],
  ["postgres-schemas", factsOf(ABROAD, { dialect: "postgres" })],
];

describe("prompts, as a person can review them", () => {
  test.each(PROMPTS)("%s", async (name, facts) => {
    await expect(`${draftPrompt(facts).user}\n`).toMatchFileSnapshot(golden(name));
  });

  test.each(DIALECTS)("what is said before a question to %s", async (dialect) => {
    await expect(`${draftSystem(dialect)}\n`).toMatchFileSnapshot(golden(`system-${dialect}`));
  });

  it("mending a draft", async () => {
    const problems: readonly DraftProblem[] = [
      { kind: "form" },
      { kind: "refused", refusal: { rule: "select-only", message: "Only SELECT may be run." }, near: null },
      { kind: "failed", message: 'Referenced column "stattus" not found', near: "Did you mean orders.status?" },
      { kind: "empty", diagnosis: "'paid' is no value of orders.status; there is 'Paid' in orders.status." },
      { kind: "empty", diagnosis: null },
    ];
    const texts = problems.map((problem) => repairPrompt(problem, "", "full"));
    await expect(`${texts.join("\n\n")}\n`).toMatchFileSnapshot(golden("repairs"));
  });
});

describe("a prompt stays within its budget", () => {
  const wide = (name: string, columns: number) =>
    table(
      name,
      Array.from({ length: columns }, (_, i) =>
        column(`measurement_${i}`, "text", "VARCHAR", [`value ${i}`, `other ${i}`]),
      ),
      { primaryKey: ["measurement_0"] },
    );
  const many = (count: number, columns: number) =>
    Array.from({ length: count }, (_, i) => wide(`some_department_table_${i}`, columns));
  const LONG = "very long ".repeat(400);

  test.each([
    ["5,000 tables", factsOf(many(5_000, 12))],
    ["one table of 2,000 columns", factsOf([wide("measurements", 2_000)])],
    ["200 tables of 200 columns", factsOf(many(200, 200))],
    ["a question of 2,000 characters", factsOf(SHOP, { question: LONG })],
    [
      "long notes, turns, readings and values",
      factsOf(many(300, 12), {
        notes: Array.from({ length: 30 }, (_, i) => ({
          id: `${i}`,
          kind: "verified",
          text: LONG,
          sql: LONG,
          score: 1,
        })),
        turns: Array.from({ length: 30 }, () => ({ question: LONG, sql: LONG, sentence: LONG })),
        readings: Array.from({ length: 5 }, () => ({ sql: LONG, explanation: LONG })),
        values: Array.from({ length: 16 }, (_, i) => ({
          words: LONG,
          table: `some_department_table_${i}`,
          column: "measurement_1",
          value: LONG,
        })),
      }),
    ],
  ])("%s", (_name, facts) => {
    const prompt = draftPrompt(facts);
    expect(prompt.tokens).toBe(estimateTokens(prompt.system) + estimateTokens(prompt.user));
    expect(prompt.tokens).toBeLessThanOrEqual(PROMPT_TOKENS - REPAIR_TOKENS);
    expect(prompt.user).toContain("CREATE TABLE");
  });

  it("and tells the most important tables in most detail", () => {
    const { user } = draftPrompt(factsOf([...SHOP, ...many(5_000, 12)]));
    expect(user).toContain("'Shipped'");
    expect(user).toMatch(/-- \d{4} more tables not shown/);
  });
});
