import type { Catalog } from "@parlance/core";
import { column, type Expr, type Predicate, printSql, type Query } from "@parlance/sql";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { rememberShown } from "../draft-memory.ts";
import { openShop, recorder, type Shop } from "../fixtures/shop.ts";
import { ask, editStatement, examine, runSql } from "../index.ts";
import type { AskNeeds } from "../needs.ts";
import { readStatement } from "../receipt/read-statement.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const FAN_OUT =
  "SELECT customers.region, SUM(customers.customer_id) AS total FROM customers JOIN orders ON customers.customer_id = orders.customer_id GROUP BY customers.region ORDER BY customers.region";

const run = (sql: string) => runSql(sql, shop.needs, recorder().emit);
const check = (id: string, { checks }: { checks: readonly { id: string; state: string }[] }) =>
  checks.find((one) => one.id === id)?.state;

describe("an answer's badge", () => {
  it("is checked when every word was used and nothing looks wrong", async () => {
    const answer = await ask({ question: "how many orders are there?", mode: "run" }, shop.needs, recorder().emit);
    expect(answer.trust).toMatchObject({ level: "checked", isExamined: false });
    expect(answer.receipt).toMatchObject({ tables: ["orders"], conditions: [], joins: [], models: [] });
  });

  it("calls for care when a person's own statement multiplies a sum", async () => {
    const { trust } = await run(FAN_OUT);
    expect([trust.level, check("join-fan-out", trust)]).toEqual(["caution", "fail"]);
  });

  it("is unchecked when nothing ran", async () => {
    const answer = await ask({ question: "how many orders are there?", mode: "generate" }, shop.needs, recorder().emit);
    expect(answer.trust).toMatchObject({ level: "unchecked", checks: [] });
  });
});

describe("looking behind an answer", () => {
  it("tells the true total of a multiplied sum and a statement that counts every row once", async () => {
    const examined = await examine({ sql: FAN_OUT, question: "" }, shop.needs);
    expect(check("join-fan-out", examined.trust)).toBe("fail");
    const [remedy] = examined.remedies;
    expect(remedy?.title).toBe("Count every row once");
    const [corrected, honest] = await Promise.all([
      run(remedy?.sql ?? ""),
      run("SELECT region, SUM(customer_id) AS total FROM customers GROUP BY region ORDER BY region"),
    ]);
    expect(corrected.result?.rows).toEqual(honest.result?.rows);
    expect(corrected.result?.columns.map((column) => column.name)).toEqual(["region", "total"]);
  });

  it("clears a join that could multiply and does not", async () => {
    const sql =
      "SELECT SUM(customers.customer_id) FROM customers JOIN orders ON customers.customer_id = orders.customer_id WHERE orders.order_id <= 3";
    const { trust, remedies } = await examine({ sql, question: "" }, shop.needs);
    expect(check("join-fan-out", trust)).toBe("pass");
    expect(remedies).toEqual([]);
  });

  it("counts the rows before and after a join, and what is missing", async () => {
    const sql =
      "SELECT SUM(o.amount) FROM orders o LEFT JOIN customers c ON c.customer_id = o.customer_id + 20 WHERE c.region <> 'East'";
    const { receipt } = await examine({ sql, question: "" }, shop.needs);
    expect(receipt.joins).toMatchObject([{ kind: "left", rowsIn: 1000, rowsOut: 1000 }]);
    expect(receipt.droppedNulls).toEqual([{ by: "condition", of: "c.region", rows: 500 }]);
  });

  it("finds that a second reading agrees or differs, or that there is none", async () => {
    const answer = await ask({ question: "number of orders per status", mode: "run" }, shop.needs, recorder().emit);
    const { trust } = await examine({ sql: answer.sql ?? "", question: answer.question }, shop.needs);
    expect(trust.isExamined).toBe(true);
    expect(["pass", "unknown", "warn"]).toContain(check("second-reading", trust));
  });

  it("takes nothing for granted about a statement it does not know", async () => {
    const sql = "SELECT COUNT(*) FROM orders WHERE status IN ('Paid')";
    const { trust } = await examine({ sql, question: "anything at all" }, shop.needs);
    expect(trust.level).toBe("unchecked");
  });

  it("refuses what the guard refuses", async () => {
    await expect(examine({ sql: "DROP TABLE orders", question: "" }, shop.needs)).rejects.toMatchObject({
      code: "SQL_REFUSED",
    });
  });
});

describe("an empty result", () => {
  test.each<[string, string, string]>([
    ["a value misspelt", "SELECT COUNT(*) FROM orders WHERE status = 'Shiped'", 'Use "Shipped"'],
    ["another column's value", "SELECT name FROM customers WHERE name = 'East'", "Look in region"],
    [
      "a date too late",
      "SELECT * FROM orders WHERE order_date >= DATE '2030-01-01'",
      "Leave out order_date >= DATE '2030-01-01'",
    ],
    [
      "a month after the data ends",
      "SELECT COUNT(*) FROM orders WHERE order_date >= DATE '2030-03-01' AND order_date < DATE '2030-04-01'",
      "Use December 2025",
    ],
    [
      "a month before the data begins",
      "SELECT COUNT(*) FROM orders WHERE order_date >= DATE '2020-03-01' AND order_date < DATE '2020-04-01'",
      "Leave out the dates",
    ],
  ])("offers what would find something: %s", async (_name, sql, title) => {
    const answer = await run(sql);
    const remedy = answer.remedies.find((one) => one.title === title);
    expect(answer.remedies.map((one) => one.title)).toContain(title);
    expect(Number((await run(remedy?.sql ?? "")).result?.rowCount)).toBeGreaterThan(0);
  });
});

describe("changing an item of the receipt", () => {
  const SQL =
    "SELECT COUNT(*) AS n FROM orders WHERE status = 'Paid' AND order_date >= DATE '2025-03-01' AND order_date < DATE '2025-04-01'";

  test.each<[string, Parameters<typeof editStatement>[1], string]>([
    [
      "a condition goes",
      [{ kind: "removeCondition", id: "c1" }],
      "SELECT COUNT(*) AS n FROM orders WHERE order_date >= DATE '2025-03-01' AND order_date < DATE '2025-04-01'",
    ],
    [
      "the window moves",
      [{ kind: "setDateWindow", from: "2025-05-01", to: "2025-06-01" }],
      "SELECT COUNT(*) AS n FROM orders WHERE status = 'Paid' AND order_date >= DATE '2025-05-01' AND order_date < DATE '2025-06-01'",
    ],
    [
      "the window goes",
      [{ kind: "setDateWindow", from: null, to: null }],
      "SELECT COUNT(*) AS n FROM orders WHERE status = 'Paid'",
    ],
  ])("%s", (_name, edits, expected) => {
    expect(editStatement(SQL, edits, shop.needs)).toBe(expected);
  });

  test.each<[string, string, "inner" | "left", string]>([
    ["rows without a match are kept", "JOIN", "left", "LEFT JOIN"],
    ["or left out again", "LEFT OUTER JOIN", "inner", "JOIN"],
  ])("%s", (_name, before, join, after) => {
    const joined = (words: string) =>
      `SELECT c.region, COUNT(o.id) AS n FROM customers c ${words} orders o ON o.customer_id = c.id GROUP BY c.region`;
    expect(editStatement(joined(before), [{ kind: "setJoin", id: "j1", join }], shop.needs)).toBe(joined(after));
  });

  test("missing values are kept, in figures and in conditions", () => {
    const sql = "SELECT AVG(amount), COUNT(amount), MIN(amount) FROM orders WHERE status != 'Paid'";
    expect(
      editStatement(
        sql,
        [
          { kind: "keepMissing", by: "figure", of: "amount" },
          { kind: "keepMissing", by: "condition", of: "status" },
        ],
        shop.needs,
      ),
    ).toBe(
      "SELECT AVG(COALESCE(amount, 0)), COUNT(*), MIN(amount) FROM orders WHERE (status != 'Paid' OR status IS NULL)",
    );
  });

  it("reads and edits a pipeline by the query behind it", () => {
    const { source } = shop.needs;
    const catalog: Catalog = { ...source.catalog, dialect: "mongodb" };
    const needs: AskNeeds = { ...shop.needs, source: { ...source, catalog } };
    const status: Predicate = {
      kind: "compare",
      left: column("orders", "status"),
      op: "=",
      right: { kind: "literal", type: "text", value: "Paid" },
    };
    const count: Expr = { kind: "aggregate", fn: "count", arg: { kind: "star", table: "orders" } };
    const query: Query = { select: [{ expr: count }], where: status };
    const pipeline = printSql(query, catalog, "mongodb");
    expect(readStatement(pipeline, null, catalog).facts).toBeNull();
    expect(readStatement(pipeline, query, catalog).facts?.sought).toMatchObject([{ text: "Paid" }]);
    rememberShown([{ sql: pipeline, query }], needs);
    const edited = editStatement(pipeline, [{ kind: "removeCondition", id: "c1" }], needs);
    expect(edited).toBe(printSql({ select: query.select }, catalog, "mongodb"));
    expect(() => editStatement(edited, [{ kind: "setJoin", id: "j1", join: "left" }], needs)).toThrow();
  });

  it("edits the engine's own query where it is known", async () => {
    const answer = await ask(
      { question: "number of paid orders in March 2025", mode: "run" },
      shop.needs,
      recorder().emit,
    );
    const sql = answer.sql ?? "";
    const [condition] = answer.receipt?.conditions ?? [];
    const edited = editStatement(sql, [{ kind: "setDateWindow", from: "2025-01-01", to: "2025-02-01" }], shop.needs);
    expect(answer.receipt?.dateWindow).toMatchObject({
      column: "orders.order_date",
      from: "2025-03-01",
      to: "2025-04-01",
    });
    expect(edited).toContain("2025-01-01");
    expect(edited).not.toContain("2025-03-01");
    expect((await run(edited)).result?.rowCount).toBe(1);
    expect(condition?.sql).toBe(sql.slice(condition?.start, condition?.end));
  });

  test.each<[string, string, Parameters<typeof editStatement>[1]]>([
    ["no such condition", SQL, [{ kind: "removeCondition", id: "c9" }]],
    ["no date column", "SELECT COUNT(*) FROM customers", [{ kind: "setDateWindow", from: "2025-01-01", to: null }]],
    ["nothing is missing", SQL, [{ kind: "keepMissing", by: "figure", of: "amount" }]],
    ["no such join", SQL, [{ kind: "setJoin", id: "j1", join: "left" }]],
    ["a join by a comma", "SELECT 1 FROM orders, customers", [{ kind: "setJoin", id: "j1", join: "left" }]],
    ["several statements in one", "SELECT 1 UNION SELECT 2", [{ kind: "removeCondition", id: "c1" }]],
  ])("says when it cannot: %s", (_name, sql, edits) => {
    expect(() => editStatement(sql, edits, shop.needs)).toThrow(expect.objectContaining({ code: "EDIT_NOT_POSSIBLE" }));
  });
});
