import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../fixtures/test-server.ts";

const EXAMPLE = fileURLToPath(new URL("../../../../examples/plugins/quiet-hours/index.js", import.meta.url));
const CSV = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n";

/** A plugin that comes with the product, by the same way as any other. */
describe("the example plugin", () => {
  let server: TestServer;
  let browser: Browser;
  let sourceId: string;
  const lines: string[] = [];
  beforeAll(async () => {
    server = await openTestServer({
      plugins: [EXAMPLE],
      // Always quiet.
      pluginEnvironment: { PARLANCE_PLUGIN_QUIET_HOURS_FROM: "0", PARLANCE_PLUGIN_QUIET_HOURS_UNTIL: "24" },
      logLevel: "info",
      logTo: { writableLength: 0, write: (line) => lines.push(line) },
    });
    browser = server.browser();
    const form = multipart([{ name: "sales.csv", content: CSV }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    expect(uploaded.statusCode, uploaded.body).toBe(201);
    sourceId = uploaded.json().source.id;
  });
  afterAll(() => server.close());

  const query = (sql: string) => browser.inject({ method: "POST", url: "/api/v1/queries", payload: { sourceId, sql } });

  test("is set up with its own settings", () => {
    expect(lines.join("")).toContain("quiet from 0 to 24 o'clock UTC");
  });

  test("says something beside an answer", async () => {
    const answer = await query("SELECT count(*) AS n FROM sales");
    expect(answer.statusCode, answer.body).toBe(200);
    const note = expect.stringMatching(/^Quiet hours: asked in the quiet hours/);
    expect(answer.json().notes).toEqual([note]);
    const payload = { sourceId, question: "total amount" };
    const asked = await browser.inject({ method: "POST", url: "/api/v1/ask", payload });
    expect(asked.json().assumptions).toContainEqual(note);
  });

  test("refuses a statement, in its own words", async () => {
    const answer = await query("SELECT count(*) FROM sales a CROSS JOIN sales b");
    expect([answer.statusCode, answer.json()]).toMatchObject([
      403,
      { code: "PLUGIN_REFUSED", message: "Cross joins wait until 24 o'clock.", details: { plugin: "quiet-hours" } },
    ]);
  });

  test("cannot let through what the guard refuses", async () => {
    expect((await query("DROP TABLE sales")).json().code).toMatch(/^SQL_/);
  });

  test("draws where its rule fits, and leaves the rest to the built-in rules", async () => {
    const shares = await query("SELECT customer, sum(amount) AS total FROM sales GROUP BY customer");
    expect(shares.json().chart).toMatchObject({ kind: "pie", x: "customer", y: ["total"] });
    const figure = await query("SELECT sum(amount) AS total FROM sales");
    expect(figure.json().chart).toMatchObject({ kind: "kpi" });
  });

  test("answers at addresses of its own, to those who have the right", async () => {
    const hour = await browser.inject({ method: "GET", url: "/api/v1/plugins/quiet-hours/quiet/7" });
    expect([hour.statusCode, hour.json()]).toEqual([200, { isQuiet: true }]);
    const counts = await browser.inject({ method: "GET", url: "/api/v1/plugins/quiet-hours/counts" });
    expect(counts.json()).toMatchObject({ refused: 1, statements: expect.any(Number) });
    const elsewhere = await browser.inject({ method: "GET", url: "/api/v1/plugins/quiet-hours/nothing" });
    expect(elsewhere.statusCode).toBe(404);
  });

  test("brings a kind of source, which is synced and asked like any other", { timeout: 120_000 }, async () => {
    const listed = await browser.inject({ method: "GET", url: "/api/v1/connectors" });
    expect(listed.body).toContain('"quiet-hours-calendar"');
    const wrong = { connector: "quiet-hours-calendar", config: { year: "soon" } };
    const tried = await browser.inject({ method: "POST", url: "/api/v1/connections/test", payload: wrong });
    expect(tried.body).toContain("Write a year with four digits.");
    const payload = { connector: "quiet-hours-calendar", name: "Days", config: { year: "2024" } };
    const made = await browser.inject({ method: "POST", url: "/api/v1/sources", payload });
    expect(made.statusCode, made.body).toBeLessThan(300);
    const id = made.json().source?.id ?? made.json().id;
    const count = async (): Promise<unknown> => {
      const sql = "SELECT count(*) AS n FROM days";
      const answer = await browser.inject({ method: "POST", url: "/api/v1/queries", payload: { sourceId: id, sql } });
      return answer.json().result?.rows?.[0]?.[0];
    };
    await expect.poll(count, { timeout: 60_000 }).toEqual("366");
  });

  test("brings a vendor of models", async () => {
    const providers = await browser.inject({ method: "GET", url: "/api/v1/providers" });
    const parrot = providers.json().items.find(({ id }: { id: string }) => id === "quiet-hours-parrot");
    expect(parrot).toMatchObject({ label: "Parrot", config: { properties: { apiKey: expect.anything() } } });
    const payload = { model: "grey", config: { apiKey: "secret-of-the-parrot" } };
    const put = await browser.inject({ method: "PUT", url: "/api/v1/providers/quiet-hours-parrot", payload });
    expect(put.statusCode, put.body).toBe(200);
    expect(put.body).not.toContain("secret-of-the-parrot");
    const tried = await browser.inject({ method: "POST", url: "/api/v1/providers/quiet-hours-parrot/test", payload });
    expect(tried.statusCode, tried.body).toBeLessThan(500);
  });

  test("leaves health alone while it behaves", async () => {
    expect((await server.fastify.inject("/api/v1/health")).json()).toEqual({ status: "ok" });
  });
});
