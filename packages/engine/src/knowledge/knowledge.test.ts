import { type AliasTarget, type HiddenPart, NO_KNOWLEDGE, type WorkspaceKnowledge } from "@parlance/core";
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
    wanted: "SELECT SUM(CASE WHEN status = 'completed' THEN total_amount END) AS net_intake FROM orders",
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
  {
    name: "a figure written in SQL",
    question: "churn weight by country",
    knowledge: alias("churn weight", {
      kind: "metric",
      metric: {
        kind: "expression",
        table: "orders",
        sql: "100.0 * COUNT(*) FILTER (WHERE status IN ('cancelled', 'pending')) / NULLIF(COUNT(*), 0)",
      },
    }),
    wanted:
      "SELECT customers.country, (100.0 * COUNT(CASE WHEN orders.status IN ('cancelled', 'pending') THEN 1 END)) / NULLIF(COUNT(*), 0)",
  },
  {
    name: "a description that begins with another name",
    question: "total disbursement per status",
    knowledge: {
      ...NO_KNOWLEDGE,
      descriptions: [{ table: "orders", column: "total_amount", text: "Disbursement, with all taxes" }],
    },
    wanted: "SELECT status, SUM(total_amount) AS total_total_amount FROM orders GROUP BY status",
  },
];

const USUAL: WorkspaceKnowledge = {
  ...NO_KNOWLEDGE,
  filters: [{ table: "orders", only: [{ column: "status", isOneOf: ["completed"] }] }],
};

describe("a default filter", () => {
  it.each([
    ["counts rows", "how many orders are there?", "WHERE status = 'completed'"],
    ["adds up", "total amount per month", "WHERE status = 'completed'"],
    ["holds beside other conditions", "how many orders above 100 are there?", "AND status = 'completed'"],
    ["holds through a join", "number of orders per country", "WHERE orders.status = 'completed'"],
    ["holds inside what must not exist", "customers without orders", "status = 'completed'"],
  ])("is put in and told where it %s", (_name, question, wanted) => {
    const [reading] = ask(question, USUAL).readings;
    expect(reading?.sql.replace(/\s+/g, " ")).toContain(wanted);
    expect(reading?.assumptions).toContain("only orders where status is completed, as your team usually counts them");
  });

  it("can be lifted: the reading without it is the first alternative", () => {
    const { verdict, readings } = ask("how many orders are there?", USUAL);
    expect(verdict).toBe("answer");
    expect(readings[1]?.sql).toBe(ask("how many orders are there?").readings[0]?.sql);
    expect(readings[1]?.difference).toBe('whether or not status is "completed": everything counts');
  });

  it.each([
    ["another value", "how many orders were cancelled?", "WHERE status = 'cancelled'"],
    [
      "the column",
      "number of orders per status",
      "SELECT status, COUNT(*) AS orders_count FROM orders GROUP BY status",
    ],
  ])("stays out of a question that speaks of %s", (_name, question, wanted) => {
    const [reading] = ask(question, USUAL).readings;
    expect(reading?.sql.replace(/\s+/g, " ")).toContain(wanted);
    expect(reading?.sql).not.toContain("completed");
  });

  it.each(["including cancelled", "regardless of status", "of any status", "including cancelled and pending ones"])(
    'is lifted by "%s"',
    (words) => {
      const { readings, unusedWords } = ask(`how many orders are there ${words}?`, USUAL);
      expect(readings[0]?.sql).toBe(ask("how many orders are there?").readings[0]?.sql);
      expect(unusedWords).toEqual([]);
    },
  );

  it("stays out of what has nothing to do with its table", () => {
    expect(sqlOf("how many customers are there?", USUAL)).toBe(sqlOf("how many customers are there?"));
  });

  it("is not put in twice by a follow-up", () => {
    const [reading] = ask("by country", USUAL, "total amount per month").readings;
    expect(reading?.sql.match(/completed/g)).toHaveLength(1);
  });
});

describe("what is hidden", () => {
  const hide = (...hidden: HiddenPart[]): WorkspaceKnowledge => ({ ...NO_KNOWLEDGE, hidden });

  it("is no part of any reading", () => {
    expect(sqlOf("total amount per status")).toContain("total_amount");
    for (const { sql } of ask("total amount per status", hide({ table: "orders", column: "total_amount" })).readings)
      expect(sql).not.toContain("total_amount");
    for (const { sql } of ask("how many orders are there?", hide({ table: "orders" })).readings)
      expect(sql).not.toMatch(/FROM orders/);
  });

  it("is left out of everything", () => {
    const knowledge = hide({ table: "customers", column: "age" });
    expect(sqlOf("show all details of customers")).toMatch(/\*/);
    expect(sqlOf("show all details of customers", knowledge)).not.toMatch(/\*|age/);
  });

  it("does not keep its tables from being joined, and its values mean nothing", () => {
    const knowledge = hide({ table: "orders", column: "customer_id" }, { table: "customers", column: "segment" });
    expect(sqlOf("number of orders per country", knowledge)).toContain("ON customers.customer_id = orders.customer_id");
    expect(ask("customers of segment Enterprise", knowledge).readings.some(({ sql }) => sql.includes("segment"))).toBe(
      false,
    );
  });
});

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
