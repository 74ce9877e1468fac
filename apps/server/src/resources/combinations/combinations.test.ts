import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const CUSTOMERS = "customer_id,name,country\n1,Ann,AT\n2,Bob,DE\n3,Cid,AT\n4,Dot,FR\n";
const ORDERS = "order_id,customer_id,amount\n1,1,10.50\n2,1,20\n3,2,5.25\n4,3,100\n5,3,1\n";
const TARGETS = "country,target\nAT,100\nDE,50\n";

describe("a combination of sources", () => {
  let server: TestServer;
  let browser: Browser;
  let ids: { readonly customers: string; readonly orders: string; readonly targets: string };
  beforeAll(async () => {
    server = await openTestServer({ isDemoEnabled: false });
    browser = server.browser();
    ids = {
      customers: await upload("customers.csv", CUSTOMERS),
      orders: await upload("orders.csv", ORDERS),
      targets: await upload("targets.csv", TARGETS),
    };
  });
  afterAll(() => server.close());

  async function upload(name: string, content: string): Promise<string> {
    const form = multipart([{ name, content }]);
    const url = "/api/v1/workspaces/mine/sources";
    const response = await browser.inject({ method: "POST", url, ...form });
    expect(response.statusCode, response.body).toBe(201);
    return response.json().source.id;
  }
  const create = (payload: object, headers = {}) =>
    browser.inject({ method: "POST", url: "/api/v1/combinations", payload, headers });
  const query = (sourceId: string, sql: string) =>
    browser.inject({ method: "POST", url: "/api/v1/queries", payload: { sourceId, sql } });

  test("is a source whose tables are those of its members, joined by what fits", async () => {
    const created = await create({ name: "Both", sourceIds: [ids.customers, ids.orders] });
    expect(created.statusCode, created.body).toBe(201);
    const { id } = created.json();
    expect(created.json()).toMatchObject({ kind: "combined", status: "connected", tableCount: 2, rowCount: 9 });
    const read = await browser.inject({ method: "GET", url: `/api/v1/combinations/${id}` });
    expect(read.json().found, read.body).toMatchObject([
      { table: "orders", column: "customer_id", refTable: "customers", refColumn: "customer_id" },
    ]);
    const asked = await browser.inject({
      method: "POST",
      url: "/api/v1/ask",
      payload: { sourceId: id, question: "total amount by country" },
    });
    const { result, sql } = asked.json();
    const rows = result.rows.map((row: unknown[]) => [row[0], Number(row[1])]).sort();
    expect(rows, sql).toEqual([
      ["AT", 131.5],
      ["DE", 5.25],
    ]);
  });

  test("knows what is written down about its members, from the next question on", async () => {
    const { id } = (await create({ name: "Known", sourceIds: [ids.customers, ids.orders] })).json();
    const asked = async (): Promise<string> => {
      const payload = { sourceId: id, question: "total dough by country" };
      return (await browser.inject({ method: "POST", url: "/api/v1/ask", payload })).json().sql ?? "";
    };
    expect(await asked()).not.toMatch(/amount/);
    const target = { kind: "column", table: "orders", column: "amount" };
    const written = await browser.inject({
      method: "POST",
      url: `/api/v1/sources/${ids.orders}/knowledge`,
      payload: { body: { kind: "alias", phrase: "dough", target } },
    });
    expect(written.statusCode, written.body).toBe(201);
    expect(await asked()).toMatch(/sum\(.*amount\)/i);
  });

  test("its results are paged and exported like any other", async () => {
    const { id } = (await create({ name: "Pages", sourceIds: [ids.customers, ids.orders] })).json();
    const { result } = (
      await query(id, "SELECT c.name, o.amount FROM orders o JOIN customers c USING (customer_id) ORDER BY o.order_id")
    ).json();
    const page = await browser.inject({
      method: "GET",
      url: `/api/v1/results/${result.resultId}/rows?offset=3&limit=5`,
    });
    expect(page.json().rows, page.body).toEqual([
      ["Cid", "100.00"],
      ["Cid", "1.00"],
    ]);
    const csv = await browser.inject({ method: "GET", url: `/api/v1/results/${result.resultId}/export?format=csv` });
    expect(csv.body.trim().split(/\r?\n/)).toHaveLength(6);
  });

  test("two tables of one name are told apart by their sources", async () => {
    const other = await upload("customers.csv", "customer_id,city\n1,Linz\n");
    const { id } = (await create({ name: "Twice", sourceIds: [ids.customers, other] })).json();
    const { items } = (await browser.inject({ method: "GET", url: `/api/v1/sources/${id}/tables` })).json();
    const names = items.map((table: { name: string }) => table.name);
    expect(new Set(names).size).toBe(2);
    const answer = await query(id, `SELECT city FROM "${names[1]}"`);
    expect(answer.json().result.rows, answer.body).toEqual([["Linz"]]);
  });

  test("a person's own join counts, and a wrong one is told", async () => {
    const join = {
      from: { sourceId: ids.customers, table: "customers", column: "country" },
      to: { sourceId: ids.targets, table: "targets", column: "country" },
    };
    const sourceIds = [ids.customers, ids.targets];
    const created = await create({ name: "Own join", sourceIds, joins: [join] });
    expect(created.statusCode, created.body).toBe(201);
    const body = (await browser.inject({ method: "GET", url: `/api/v1/combinations/${created.json().id}` })).json();
    expect([body.joins, body.found]).toEqual([[join], []]);
    const wrong = { ...join, to: { ...join.to, column: "land" } };
    const refused = await create({ name: "Wrong", sourceIds, joins: [wrong] });
    expect([refused.statusCode, refused.json().code]).toEqual([422, "COMBINATION_INVALID"]);
  });

  test("other members can be chosen, at the revision that was read", async () => {
    const { id } = (await create({ name: "Changing", sourceIds: [ids.customers, ids.orders] })).json();
    const url = `/api/v1/combinations/${id}`;
    const etag = String((await browser.inject({ method: "GET", url })).headers.etag);
    const payload = { sourceIds: [ids.customers, ids.targets], joins: [] };
    const changed = await browser.inject({ method: "PUT", url, payload, headers: { "if-match": etag } });
    expect(
      changed.json().members.map((member: { name: string }) => member.name),
      changed.body,
    ).toEqual(["customers", "targets"]);
    const late = await browser.inject({ method: "PUT", url, payload, headers: { "if-match": etag } });
    expect(late.json().code).toBe("EDIT_CONFLICT");
    expect((await query(id, "SELECT count(*) FROM targets")).statusCode).toBe(200);
    expect((await query(id, "SELECT count(*) FROM orders")).json().code).toMatch(/^SQL_/);
  });

  test("a changed member is asked as it is now; one that is gone is told", async () => {
    const own = await upload("extra.csv", "customer_id,points\n1,5\n");
    const { id } = (await create({ name: "Living", sourceIds: [ids.customers, own] })).json();
    expect((await query(id, "SELECT sum(points) AS p FROM extra")).json().result.rows[0].map(Number)).toEqual([5]);
    await browser.inject({ method: "DELETE", url: `/api/v1/sources/${own}` });
    const asked = await query(id, "SELECT count(*) FROM customers");
    expect([asked.statusCode, asked.json().code]).toEqual([410, "COMBINATION_MEMBER_GONE"]);
    const read = await browser.inject({ method: "GET", url: `/api/v1/combinations/${id}` });
    expect(read.json().members[1]).toMatchObject({ sourceId: own, name: null });
  });

  test("what makes no combination is refused with the reason", async () => {
    const { id } = (await create({ name: "Inner", sourceIds: [ids.customers, ids.orders] })).json();
    const cases = [
      [{ name: "One", sourceIds: [ids.customers] }, 400, "REQUEST_INVALID"],
      [{ name: "Same", sourceIds: [ids.customers, ids.customers] }, 400, "REQUEST_INVALID"],
      [{ name: "Nested", sourceIds: [id, ids.orders] }, 422, "COMBINATION_INVALID"],
      [{ name: "Missing", sourceIds: ["none", ids.orders] }, 404, "SOURCE_NOT_FOUND"],
      [{ name: "inner", sourceIds: [ids.customers, ids.orders] }, 409, "SOURCE_NAME_TAKEN"],
    ] as const;
    for (const [payload, status, code] of cases) {
      const refused = await create(payload);
      expect([refused.statusCode, refused.json().code], payload.name).toEqual([status, code]);
    }
  });

  test("belongs to its workspace, and takes in nothing of another", async () => {
    const { id } = (await create({ name: "Mine", sourceIds: [ids.customers, ids.orders] })).json();
    const stranger = server.browser();
    const foreign = [
      await stranger.inject({ method: "GET", url: `/api/v1/combinations/${id}` }),
      await stranger.inject({
        method: "PUT",
        url: `/api/v1/combinations/${id}`,
        payload: { sourceIds: ["a", "b"], joins: [] },
      }),
      await stranger.inject({
        method: "POST",
        url: "/api/v1/combinations",
        payload: { name: "x", sourceIds: [ids.customers, ids.orders] },
      }),
    ];
    expect(foreign.map((response) => response.statusCode)).toEqual([404, 404, 404]);
  });

  test("the same request twice makes one source", async () => {
    const headers = { "idempotency-key": "combine-once" };
    const payload = { name: "Once", sourceIds: [ids.customers, ids.orders] };
    const [first, second] = [await create(payload, headers), await create(payload, headers)];
    expect(second.json().id).toBe(first.json().id);
    expect((await create({ ...payload, name: "Other" }, headers)).json().code).toBe("IDEMPOTENCY_MISMATCH");
  });
});
