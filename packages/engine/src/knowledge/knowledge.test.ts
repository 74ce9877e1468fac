import type { AliasTarget, WorkspaceKnowledge } from "@parlance/core";
import { describe, expect, it } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { NOON, SHOP } from "../shop.fixture.ts";
import { questionKey } from "./verified-questions.ts";
import { withKnowledge } from "./with-knowledge.ts";

const ask = (question: string, knowledge?: WorkspaceKnowledge, previous?: string) => {
  const source = knowledge ? withKnowledge(SHOP, knowledge) : SHOP;
  const clock = { source, now: NOON, timeZone: "UTC" };
  const before = previous === undefined ? undefined : askEngine({ question: previous, ...clock }).readings[0]?.query;
  return askEngine({
    question,
    ...clock,
    ...(before && previous !== undefined ? { previous: { question: previous, query: before } } : {}),
  });
};
const sqlOf = (question: string, knowledge?: WorkspaceKnowledge): string =>
  (ask(question, knowledge).readings[0]?.sql ?? "").replace(/\s+/g, " ");
const alias = (phrase: string, target: AliasTarget): WorkspaceKnowledge => ({
  aliases: [{ phrase, target }],
  verified: [],
});

const REVENUE = alias("net intake", {
  kind: "metric",
  metric: {
    kind: "figure",
    fn: "sum",
    table: "orders",
    column: "total_amount",
    only: [{ column: "status", isOneOf: ["completed"] }],
  },
});
const SUM = "SUM(CASE WHEN orders.status = 'completed' THEN orders.total_amount END)";

interface Taught {
  readonly name: string;
  readonly question: string;
  readonly knowledge: WorkspaceKnowledge;
  readonly wanted: string;
}

const rows: Taught[] = [
  {
    name: "a column by the team's word",
    question: "total grog per status",
    knowledge: alias("grog", { kind: "column", table: "orders", column: "total_amount" }),
    wanted: "SELECT status, SUM(total_amount) AS total_total_amount FROM orders GROUP BY status",
  },
  {
    name: "a table by the team's word",
    question: "how many regulars are there?",
    knowledge: alias("regulars", { kind: "table", table: "customers" }),
    wanted: "SELECT COUNT(*) AS customers_count FROM customers",
  },
  {
    name: "a value by the team's word",
    question: "how many customers are in the old continent?",
    knowledge: alias("old continent", { kind: "value", table: "customers", column: "country", value: "Germany" }),
    wanted: "SELECT COUNT(*) AS customers_count FROM customers WHERE country = 'Germany'",
  },
  {
    name: "a figure as defined",
    question: "net intake",
    knowledge: REVENUE,
    wanted: "SELECT SUM(CASE WHEN status = 'completed' THEN total_amount END) AS ",
  },
  {
    name: "a figure per group of a table beside it",
    question: "net intake by country",
    knowledge: REVENUE,
    wanted: `SELECT customers.country, ${SUM}`,
  },
  {
    name: "a figure to rank by",
    question: "top 3 customers by net intake",
    knowledge: REVENUE,
    wanted: `ORDER BY ${SUM} DESC LIMIT 3`,
  },
  {
    name: "a ratio as defined",
    question: "ticket size by status",
    knowledge: alias("ticket size", {
      kind: "metric",
      metric: {
        kind: "ratio",
        above: { kind: "figure", fn: "sum", table: "orders", column: "total_amount" },
        below: { kind: "figure", fn: "count", table: "orders" },
      },
    }),
    wanted: "SELECT status, SUM(total_amount) / NULLIF(COUNT(*), 0)",
  },
];

describe("what a team has taught", () => {
  it.each(rows)("changes the answer at once: $name", ({ question, knowledge, wanted }) => {
    const before = ask(question);
    expect(before.verdict === "answer" && sqlOf(question).includes(wanted)).toBe(false);
    expect(sqlOf(question, knowledge)).toContain(wanted);
    expect(ask(question, knowledge).unusedWords).toEqual([]);
  });

  it("is told with the answer", () => {
    expect(ask("net intake by country", REVENUE).readings[0]?.assumptions).toContain(
      `using your team's definition of "net intake": total of orders.total_amount where status is completed`,
    );
    const takings = alias("takings", { kind: "column", table: "orders", column: "total_amount" });
    expect(ask("total takings per status", takings).readings[0]?.assumptions).toContain(
      `your team says "takings" for orders.total_amount`,
    );
  });

  it("leaves other questions as they are", () => {
    for (const question of ["how many orders were cancelled?", "total amount per status"])
      expect(sqlOf(question, REVENUE)).toBe(sqlOf(question));
  });

  it("holds in follow-ups", () => {
    expect(ask("by net intake", REVENUE, "customers by country").readings[0]?.sql).not.toContain("metric");
  });

  it("answers a verified question with its statement, however it is put", () => {
    const sql = "SELECT count(*) FROM customers WHERE is_active AND age > 30";
    const knowledge = { aliases: [], verified: [{ question: "How many core customers do we have?", sql }] };
    for (const question of ["how many core customers do we have", "How many core customers are there?"]) {
      const result = ask(question, knowledge);
      expect(result.verified?.sql).toBe(sql);
      expect(result.verdict).toBe("answer");
      expect(ask(question).verified).toBeUndefined();
    }
    expect(ask("how many core customers do we not have", knowledge).verified).toBeUndefined();
  });
});

describe("questionKey", () => {
  it.each([
    ["courtesy and case do not count", "Please show me the orders per month", "orders per month", true],
    ["a negation counts", "orders not completed", "orders completed", false],
    ["a number counts", "top 5 customers", "top 10 customers", false],
    ["the order of words counts", "customers per order", "orders per customer", false],
  ])("%s", (_name, a, b, isSame) => expect(questionKey(a) === questionKey(b)).toBe(isSame));
});
