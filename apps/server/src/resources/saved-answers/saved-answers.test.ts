import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AskingBrowser, openAskingBrowser } from "../../fixtures/asking-browser.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const ABSENT = "01980000-0000-7000-8000-000000000000";
const SQL = "SELECT customer, sum(amount) AS total FROM sales GROUP BY customer ORDER BY customer";
const DAY_MS = 24 * 3_600_000;

describe("saved answers", () => {
  let server: TestServer;
  let ann: AskingBrowser;
  beforeAll(async () => {
    server = await openTestServer({ uploadLifetimeMs: 40 * DAY_MS, conversationLifetimeMs: 30 * DAY_MS });
    ann = await openAskingBrowser(server);
  });
  afterAll(() => server.close());

  const save = async (name: string, who = ann, headers: Record<string, string> = {}, sql = SQL) =>
    who.send("POST", "/saved-answers", { sourceId: who.sourceId, name, question: "total per customer", sql }, headers);

  test("saved, listed newest first, found by words, renamed, deleted", async () => {
    const bob = await openAskingBrowser(server);
    const first = (await save("Overview", bob)).json();
    server.clock.advance(1000);
    await save("Second", bob);
    const names = async (query = "") =>
      (await bob.send("GET", `/saved-answers${query}`)).json().items.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(["Second", "Overview"]);
    expect(await names("?q=over+group")).toEqual(["Overview"]);
    const page = (await bob.send("GET", "/saved-answers?limit=1")).json();
    expect(await names(`?limit=1&cursor=${page.nextCursor}`)).toEqual(["Overview"]);
    const etag = String((await bob.send("GET", `/saved-answers/${first.id}`)).headers.etag);
    const rename = (name: string) => bob.send("PATCH", `/saved-answers/${first.id}`, { name }, { "if-match": etag });
    expect((await rename("Totals by customer")).json().name).toBe("Totals by customer");
    expect((await rename("Too late")).json().code).toBe("EDIT_CONFLICT");
    expect((await bob.send("DELETE", `/saved-answers/${first.id}`)).statusCode).toBe(204);
    expect(await names()).toEqual(["Second"]);
  });

  test("run again on the data as it is, and shown as when it was last run", async () => {
    const { id } = (await save("Totals")).json();
    const ran = await ann.send("POST", `/saved-answers/${id}/run`, {});
    expect(ran.json().result.rows).toEqual([
      ["Ann", "15.50"],
      ["Bob", "20.25"],
    ]);
    expect((await ann.send("GET", `/saved-answers/${id}`)).json().runAt).not.toBeNull();
  });

  test("a statement is judged when it is run, whatever it was when it was saved", async () => {
    const { id } = (await save("Attack", ann, {}, "DROP TABLE sales")).json();
    const ran = await ann.send("POST", `/saved-answers/${id}/run`, {});
    expect([ran.statusCode, ran.json().code]).toEqual([403, "SQL_REFUSED"]);
  });

  test("a repeated request saves once; the same key for something else is refused", async () => {
    const key = { "idempotency-key": "save-0001" };
    const [first, again] = [await save("Once", ann, key), await save("Once", ann, key)];
    expect(again.json()).toEqual(first.json());
    expect((await save("Another", ann, key)).json().code).toBe("IDEMPOTENCY_MISMATCH");
    const bob = await openAskingBrowser(server);
    expect((await save("Another", bob, key)).statusCode).toBe(201);
  });

  test("without its source it can be read and not run", async () => {
    const bob = await openAskingBrowser(server);
    const { id } = (await save("Left over", bob)).json();
    await bob.send("DELETE", `/sources/${bob.sourceId}`);
    expect((await bob.send("GET", `/saved-answers/${id}`)).json()).toMatchObject({ sourceId: null, sql: SQL });
    expect((await bob.send("POST", `/saved-answers/${id}/run`, {})).json().code).toBe("SOURCE_NOT_FOUND");
  });

  test.each<["GET" | "PATCH" | "DELETE" | "POST", string, object?]>([
    ["GET", ""],
    ["PATCH", "", { name: "mine now" }],
    ["DELETE", ""],
    ["POST", "/run", {}],
  ])("%s %s of another browser's is answered as if it did not exist", async (method, path, payload) => {
    const { id } = (await save("Mine")).json();
    const bob = await openAskingBrowser(server);
    const at = async (one: string) => {
      const response = await bob.send(method, `/saved-answers/${one}${path}`, payload);
      return [response.statusCode, { ...response.json(), requestId: "" }];
    };
    expect(await at(id)).toEqual(await at(ABSENT));
    expect((await at(id))[0]).toBe(404);
    expect((await bob.send("GET", "/saved-answers?q=mine")).json().items).toEqual([]);
  });

  test("somebody else's source cannot be saved from", async () => {
    const bob = await openAskingBrowser(server);
    const response = await bob.send("POST", "/saved-answers", { sourceId: ann.sourceId, name: "x", sql: SQL });
    expect(response.json().code).toBe("SOURCE_NOT_FOUND");
  });

  test("kept for a while after it was last run", async () => {
    const { id } = (await save("Used")).json();
    server.clock.advance(29 * DAY_MS);
    await ann.send("POST", `/saved-answers/${id}/run`, {});
    server.clock.advance(29 * DAY_MS);
    await server.sweeper.sweep();
    expect((await ann.send("GET", `/saved-answers/${id}`)).statusCode).toBe(200);
    server.clock.advance(2 * DAY_MS);
    expect((await ann.send("GET", `/saved-answers/${id}`)).statusCode).toBe(404);
    await server.sweeper.sweep();
    const { rows } = await server.database.db.execute(`SELECT id FROM saved_answers WHERE id = '${id}'`);
    expect(rows).toEqual([]);
  });
});
