import type { Answer, KnowledgeBody } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const ORDERS = `id,customer,total_amount,status,day
1,Ann,10.50,completed,2025-12-01
2,Bob,20.25,cancelled,2025-12-02
3,Ann,5.00,completed,2026-01-03
4,Cid,7.00,completed,2026-01-05
`;
const REVENUE: KnowledgeBody = {
  kind: "metric",
  name: "net intake",
  definition: {
    kind: "figure",
    fn: "sum",
    table: "orders",
    column: "total_amount",
    only: [{ column: "status", isOneOf: ["completed"] }],
  },
};
const GROG: KnowledgeBody = {
  kind: "alias",
  phrase: "grog",
  target: { kind: "column", table: "orders", column: "total_amount" },
};
const CORE: KnowledgeBody = {
  kind: "verified",
  question: "How many core customers do we have?",
  sql: "SELECT count(DISTINCT customer) FROM orders WHERE total_amount > 6",
};

async function withOrders(server: TestServer): Promise<{ browser: Browser; sourceId: string }> {
  const browser = server.browser();
  const form = multipart([{ name: "orders.csv", content: ORDERS }]);
  const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
  return { browser, sourceId: uploaded.json().source.id };
}

const at = (sourceId: string, path = "") => `/api/v1/sources/${sourceId}/knowledge${path}`;
const teach = (browser: Browser, sourceId: string, body: KnowledgeBody, more: object = {}, headers = {}) =>
  browser.inject({ method: "POST", url: at(sourceId), payload: { body, ...more }, headers });

async function ask(browser: Pick<Browser, "inject">, sourceId: string, question: string): Promise<Answer> {
  const response = await browser.inject({ method: "POST", url: "/api/v1/ask", payload: { sourceId, question } });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}
const rowsOf = (answer: Answer) => answer.result?.rows.map((row) => row.map(String));

describe("knowledge", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  const TAUGHT: [string, string, KnowledgeBody, string[][]][] = [
    [
      "a word for a column",
      "total grog per customer",
      GROG,
      [
        ["Ann", "15.50"],
        ["Bob", "20.25"],
        ["Cid", "7.00"],
      ],
    ],
    [
      "a figure",
      "net intake by customer",
      REVENUE,
      [
        ["Ann", "15.50"],
        ["Bob", "null"],
        ["Cid", "7.00"],
      ],
    ],
    ["a verified question", "how many core customers do we have", CORE, [["3"]]],
  ];
  test.each(TAUGHT)(
    "%s makes a wrong answer right from the next question on",
    async (_name, question, body, wanted) => {
      const { browser, sourceId } = await withOrders(server);
      const before = await ask(browser, sourceId, question);
      expect(before.verdict === "answer" && JSON.stringify(rowsOf(before)?.sort()) === JSON.stringify(wanted)).toBe(
        false,
      );
      const taught = await teach(browser, sourceId, body);
      expect(taught.statusCode, taught.body).toBe(201);
      const after = await ask(browser, sourceId, question);
      expect(after.verdict).toMatch(/answer|confirm/);
      expect(rowsOf(after)?.sort()).toEqual(wanted);
    },
  );

  test("stays after a restart, and counts on another instance at once", async () => {
    const first = await openTestServer();
    const { browser, sourceId } = await withOrders(first);
    const cookie = await browser.cookie();
    const twin = await first.twin();
    const other = {
      inject: (options: object) => twin.fastify.inject({ ...options, headers: { cookie } }),
    } as Pick<Browser, "inject">; // Fastify's inject is overloaded; this is its promise form.
    await ask(other, sourceId, "total grog per customer");
    for (const body of [GROG, REVENUE, CORE]) await teach(browser, sourceId, body);
    expect((await ask(other, sourceId, "total grog per customer")).sql).toContain("total_amount");
    await twin.fastify.close();
    await first.stop();
    const second = await openTestServer({ dataDir: first.dataDir });
    const again = {
      inject: (options: object) => second.fastify.inject({ ...options, headers: { cookie } }),
    } as Pick<Browser, "inject">; // as above
    for (const [, question, , wanted] of TAUGHT)
      expect(rowsOf(await ask(again, sourceId, question))?.sort(), question).toEqual(wanted);
    await second.close();
  });

  test("is the workspace's own", async () => {
    const { browser, sourceId } = await withOrders(server);
    const made = (await teach(browser, sourceId, GROG)).json();
    const stranger = server.browser();
    for (const [method, url, payload] of [
      ["GET", at(sourceId), undefined],
      ["POST", at(sourceId), { body: REVENUE }],
      ["GET", at(sourceId, `/${made.id}`), undefined],
      ["PATCH", at(sourceId, `/${made.id}`), { status: "rejected" }],
      ["DELETE", at(sourceId, `/${made.id}`), undefined],
    ] as const) {
      const response = await stranger.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
      expect([response.statusCode, response.json().code], `${method} ${url}`).toEqual([404, "SOURCE_NOT_FOUND"]);
    }
    const own = await withOrders(server);
    expect((await own.browser.inject({ method: "GET", url: at(own.sourceId, `/${made.id}`) })).statusCode).toBe(404);
  });

  const WRONG: [string, KnowledgeBody, string, string | undefined][] = [
    ["a table there is not", { kind: "hidden", table: "order" }, "table", "orders"],
    [
      "a column there is not",
      { kind: "alias", phrase: "x", target: { kind: "column", table: "orders", column: "total_amout" } },
      "target.column",
      "total_amount",
    ],
    [
      "a sum of words",
      { kind: "metric", name: "x", definition: { kind: "figure", fn: "sum", table: "orders", column: "customer" } },
      "definition.column",
      undefined,
    ],
    ["SQL that writes", { kind: "verified", question: "x", sql: "DROP TABLE orders" }, "sql", undefined],
    ["SQL that does not run", { kind: "verified", question: "x", sql: "SELECT nothing FROM orders" }, "sql", undefined],
    [
      "a figure that gives many values",
      { kind: "metric", name: "x", definition: { kind: "expression", table: "orders", sql: "total_amount" } },
      "definition.sql",
      undefined,
    ],
    [
      "a figure that breaks out of its brackets",
      { kind: "metric", name: "x", definition: { kind: "expression", table: "orders", sql: "1) AS a, (2" } },
      "definition.sql",
      undefined,
    ],
    [
      "a figure that reads a file",
      {
        kind: "metric",
        name: "x",
        definition: { kind: "expression", table: "orders", sql: "(SELECT count(*) FROM read_csv('/etc/passwd'))" },
      },
      "definition.sql",
      undefined,
    ],
  ];
  test.each(WRONG)("%s is refused, with what was meant", async (_name, body, field, nearest) => {
    const { browser, sourceId } = await withOrders(server);
    const response = await teach(browser, sourceId, body);
    expect([response.statusCode, response.json().code], response.body).toEqual([422, "KNOWLEDGE_INVALID"]);
    expect(response.json().details.fields[0]).toMatchObject({ field, ...(nearest === undefined ? {} : { nearest }) });
    expect((await browser.inject({ method: "GET", url: at(sourceId) })).json().items).toEqual([]);
  });

  test("a figure in SQL is read where it can be, and kept for models where not", async () => {
    const { browser, sourceId } = await withOrders(server);
    const figure = (name: string, sql: string): KnowledgeBody => ({
      kind: "metric",
      name,
      definition: { kind: "expression", table: "orders", sql },
    });
    const share = "1.0 * SUM(CASE WHEN status = 'completed' THEN total_amount ELSE 0 END) / NULLIF(COUNT(*), 0)";
    expect((await teach(browser, sourceId, figure("yield", share))).statusCode).toBe(201);
    const answer = await ask(browser, sourceId, "yield by customer");
    expect(rowsOf(answer)?.map((row) => [row[0], Number(row[1])])).toContainEqual(["Ann", 7.75]);
    const other = await teach(browser, sourceId, figure("spread", "stddev_samp(total_amount)"));
    expect(other.statusCode, other.body).toBe(201);
  });

  test("of two about one thing only one is in force; another takes its place when told to", async () => {
    const { browser, sourceId } = await withOrders(server);
    const first = (await teach(browser, sourceId, GROG)).json();
    const other: KnowledgeBody = {
      kind: "alias",
      phrase: "Grog",
      target: { kind: "column", table: "orders", column: "id" },
    };
    const refused = await teach(browser, sourceId, other);
    expect([refused.statusCode, refused.json().code]).toEqual([409, "KNOWLEDGE_EXISTS"]);
    expect(refused.json().details.id).toBe(first.id);
    const proposed = await teach(browser, sourceId, other, { status: "proposed" });
    expect(proposed.statusCode).toBe(201);
    expect((await ask(browser, sourceId, "total grog per customer")).sql).toContain("total_amount");
    const patch = (payload: object) =>
      browser.inject({ method: "PATCH", url: at(sourceId, `/${proposed.json().id}`), payload });
    expect((await patch({ status: "approved" })).statusCode).toBe(409);
    expect((await patch({ status: "approved", replace: true })).statusCode).toBe(200);
    const { items, counts } = (await browser.inject({ method: "GET", url: at(sourceId) })).json();
    expect(items.map((item: { id: string }) => item.id)).toEqual([proposed.json().id]);
    expect(counts).toEqual({ proposed: 0, approved: 1, rejected: 0 });
  });

  test("an edit needs the present ETag, when one is sent", async () => {
    const { browser, sourceId } = await withOrders(server);
    const made = await teach(browser, sourceId, GROG);
    const url = at(sourceId, `/${made.json().id}`);
    const etag = String(made.headers.etag);
    const patch = (ifMatch: string) =>
      browser.inject({ method: "PATCH", url, payload: { status: "rejected" }, headers: { "if-match": ifMatch } });
    expect((await patch(etag)).statusCode).toBe(200);
    expect((await patch(etag)).json().code).toBe("EDIT_CONFLICT");
    const gone = await browser.inject({ method: "DELETE", url, headers: { "if-match": etag } });
    expect(gone.json().code).toBe("EDIT_CONFLICT");
    expect((await browser.inject({ method: "DELETE", url })).statusCode).toBe(204);
    expect((await browser.inject({ method: "GET", url })).json().code).toBe("KNOWLEDGE_NOT_FOUND");
  });

  test("the same Idempotency-Key writes it down once", async () => {
    const { browser, sourceId } = await withOrders(server);
    const headers = { "idempotency-key": `teach-${sourceId.slice(-8)}` };
    const answers = await Promise.all([1, 2, 3].map(() => teach(browser, sourceId, GROG, {}, headers)));
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
    const other = await teach(browser, sourceId, REVENUE, {}, headers);
    expect([other.statusCode, other.json().code]).toEqual([422, "IDEMPOTENCY_MISMATCH"]);
  });

  test("what names a column that is gone is kept, marked, and not used", async () => {
    const { browser, sourceId } = await withOrders(server);
    await teach(browser, sourceId, GROG);
    await teach(browser, sourceId, CORE);
    const file = (await browser.inject({ method: "GET", url: `/api/v1/sources/${sourceId}` })).json().files[0];
    const form = multipart([{ name: "orders.csv", content: ORDERS.replace("total_amount", "gross") }]);
    const staged = await browser.inject({
      method: "POST",
      url: `/api/v1/sources/${sourceId}/files/${file.id}/replace`,
      ...form,
    });
    expect(staged.statusCode, staged.body).toBe(201);
    const url = `/api/v1/sources/${sourceId}/changes/${staged.json().id}`;
    const done = await browser.inject({ method: "POST", url, payload: { mapping: {} } });
    expect(done.statusCode, done.body).toBe(200);
    const { items } = (await browser.inject({ method: "GET", url: at(sourceId) })).json();
    expect(items.map((item: { faults: { field: string }[] }) => item.faults[0]?.field)).toEqual([
      "target.column",
      "sql",
    ]);
    for (const question of ["total grog per customer", "how many core customers do we have"]) {
      const answer = await ask(browser, sourceId, question);
      expect(answer.sql ?? "", question).not.toContain("total_amount");
    }
  });
});
