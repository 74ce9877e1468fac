import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

const TOKEN = "metrics-token-of-the-test";
const CSV = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n";

const lineOf = (text: string, start: string): string | undefined =>
  text.split("\n").find((line) => line.startsWith(start));

describe("metrics", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  test("hold the life of a question, step by step, and no name of anybody", async () => {
    const browser = server.browser();
    const form = multipart([{ name: "sales.csv", content: CSV }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    const { id, workspaceId } = uploaded.json().source;
    for (let i = 0; i < 2; i++) {
      const payload = { sourceId: id, question: "total amount by customer" };
      expect((await browser.inject({ method: "POST", url: "/api/v1/ask", payload })).statusCode).toBe(200);
    }
    const { body } = await server.fastify.inject("/metrics");
    for (const step of ["intent", "retrieve", "draft", "consult", "check", "run", "repair", "present"]) {
      const line = `parlance_work_seconds_count{kind="step",name="${step}",outcome="ok"}`;
      expect(lineOf(body, line), step).toBe(`${line} 2`);
    }
    for (const start of [
      'parlance_work_seconds_count{kind="guard",name="duckdb",outcome="ok"}',
      'parlance_work_seconds_count{kind="statement",name="duckdb",outcome="ok"}',
      'parlance_work_seconds_count{kind="worker",name="run",outcome="ok"}',
      'parlance_http_request_seconds_count{method="POST",route="/api/v1/ask",status="200"} 2',
      'parlance_result_cache_total{outcome="hit"} 1',
      'parlance_result_cache_total{outcome="miss"} 1',
      'parlance_uploads_total{outcome="ok"} 1',
      'parlance_answers_total{verdict="answer",drafter="engine"} 2',
      "parlance_event_loop_blocks_total",
      "process_resident_memory_bytes",
    ])
      expect(lineOf(body, start), start).toBeDefined();
    for (const name of [id, workspaceId, "sales", "customer", "Ann"]) expect(body).not.toContain(String(name));
  });

  test("count refusals by their code, and addresses that do not exist under one name", async () => {
    for (const url of ["/api/v1/made-up-1", "/api/v1/made-up-2"]) await server.fastify.inject(url);
    const { body } = await server.fastify.inject("/metrics");
    expect(lineOf(body, 'parlance_refusals_total{code="ROUTE_NOT_FOUND"}')).toMatch(/ [2-9]$/);
    // Where a web app is built, its wildcard takes what nothing else does.
    expect(body).toMatch(/^parlance_http_request_seconds_count\{method="GET",route="(?:none|\/\*)",status="404"\} \d/m);
    expect(body).not.toContain("made-up");
  });

  const STRANGERS: [string, object][] = [
    ["another machine", { remoteAddress: "192.0.2.7" }],
    ["a guest of a proxy on this machine", { headers: { "x-forwarded-for": "192.0.2.7" } }],
    ["a guest of a proxy that says so the new way", { headers: { forwarded: "for=192.0.2.7" } }],
  ];
  test.each(STRANGERS)("are not for %s while there is no token", async (_name, from) => {
    const response = await server.fastify.inject({ url: "/metrics", ...from });
    expect([response.statusCode, response.json().code]).toEqual([401, "AUTH_REQUIRED"]);
  });
});

describe("metrics with a token", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ metricsToken: TOKEN });
  });
  afterAll(() => server.close());

  test.each([
    ["nothing", undefined, 401],
    ["another token", `Bearer ${TOKEN}x`, 401],
    ["the token another way", `Basic ${TOKEN}`, 401],
    ["the token", `Bearer ${TOKEN}`, 200],
  ])("%s", async (_name, authorization, status) => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await server.fastify.inject({ url: "/metrics", headers, remoteAddress: "192.0.2.7" });
    expect(response.statusCode).toBe(status);
    expect(response.body).not.toContain(TOKEN);
  });
});
