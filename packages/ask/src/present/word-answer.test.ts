import { AppError, type Disclosure, type LanguageModel, type StoredResult } from "@parlance/core";
import { readStatementFacts } from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { frame } from "../fixtures/frame-samples.ts";
import type { StepContext } from "../step.ts";
import { wordAnswer } from "./word-answer.ts";

const page = frame({ region: ["text", ["East", "West"]], total: ["double", [1200, 800]] });
const stored: StoredResult = { columns: page.columns, firstPage: page, rowCount: 2, isTruncated: false, elapsedMs: 1 };
const TEMPLATE = "East has the highest total: 1,200, then West (800).";

/** A model that says one thing, and what it was told. */
function saying(text: string | AppError): { readonly model: LanguageModel; readonly prompts: string[] } {
  const prompts: string[] = [];
  const model: LanguageModel = {
    provider: "test",
    model: "parrot",
    async generate({ messages }) {
      prompts.push(messages.map((message) => message.content).join("\n"));
      if (text instanceof AppError) throw text;
      const usage = { inputTokens: 90, outputTokens: 12 };
      return { text, object: null, usage, provider: "test", model: "parrot", attempts: 1, elapsedMs: 1 };
    },
  };
  return { model, prompts };
}

const GROUPED = "SELECT region, SUM(amount) AS total FROM orders GROUP BY region";
// Wording asks nothing of the needs.
const CONTEXT = { signal: undefined } as StepContext;

async function word(text: string | AppError, disclosure: Exclude<Disclosure, "nothing">, sql = GROUPED) {
  const { model, prompts } = saying(text);
  const told = { question: "total by region", sentence: TEMPLATE, stored, facts: readStatementFacts(sql, "duckdb") };
  return { worded: await wordAnswer(told, { model, disclosure }, CONTEXT), prompts };
}

describe("a model's words", () => {
  test.each<[string, string, string]>([
    [
      "are taken when its numbers are in the rows",
      "East leads with 1,200, ahead of West at 800.",
      "East leads with 1,200, ahead of West at 800.",
    ],
    ["are thrown away with a number of its own", "East leads with 1,250.", TEMPLATE],
    ["are thrown away with a difference worked out", "East leads by 400.", TEMPLATE],
    ["are thrown away with markup", "**East** leads <b>now</b>.", TEMPLATE],
    ["are thrown away with an address", "See https://example.com/1200", TEMPLATE],
    ["are thrown away when they are long", "East ".repeat(100), TEMPLATE],
    ["are thrown away when there are none", "  ", TEMPLATE],
  ])("%s", async (_name, text, expected) => {
    expect((await word(text, "full")).worded?.sentence).toBe(expected);
  });

  test("are accounted for, whether they are taken or not", async () => {
    const { worded } = await word("East leads by 400.", "aggregates");
    expect(worded?.uses).toMatchObject([
      {
        provider: "test",
        inputTokens: 90,
        outputTokens: 12,
        disclosure: "aggregates",
      },
    ]);
  });

  test("give way to the template when the model fails, which heard all the same", async () => {
    const { worded } = await word(new AppError("MODEL_TIMEOUT"), "full");
    expect(worded).toMatchObject({ sentence: TEMPLATE, uses: [{ provider: "test", model: "parrot" }] });
  });
});

test.each<[string, Exclude<Disclosure, "nothing">, string, number]>([
  ["rows, where everything may", "full", "SELECT * FROM orders", 1],
  ["figures, where aggregates may", "aggregates", GROUPED, 1],
  ["rows, where only aggregates may", "aggregates", "SELECT * FROM orders", 0],
  ["figures, where only names may", "schema", GROUPED, 0],
])("of %s leave, as many are told", async (_name, disclosure, sql, asked) => {
  expect((await word("East leads.", disclosure, sql)).prompts).toHaveLength(asked);
});
