import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from "../fixtures/otlp-receiver.ts";
import { type Browser, openTestServer, type TestServer } from "../fixtures/test-server.ts";

const CSV = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n";
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT = "00f067aa0ba902b7";

describe("traces", () => {
  let receiver: OtlpReceiver;
  let server: TestServer;
  let browser: Browser;
  let sourceId: string;
  beforeAll(async () => {
    receiver = await startOtlpReceiver();
    server = await openTestServer({ tracesEndpoint: `${receiver.endpoint}/` });
    browser = server.browser();
    const form = multipart([{ name: "sales.csv", content: CSV }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    sourceId = uploaded.json().source.id;
  });
  afterAll(() => receiver.close());

  const ask = (question: string, traceparent: string) => {
    const payload = { sourceId, question };
    return browser.inject({ method: "POST", url: "/api/v1/ask", payload, headers: { traceparent } });
  };

  test("lead from the caller's span through every step to the worker that ran the statement", async () => {
    const response = await ask("total amount by customer", `00-${TRACE}-${PARENT}-01`);
    await ask("average amount", `00-${"0".repeat(32)}-${PARENT}-01`);
    await ask("average amount", `00-${TRACE}-${PARENT}-00`);
    // Ending the server sends what is left.
    await server.close();
    const spans = receiver.spans.filter(({ traceId }) => traceId === TRACE);
    const named = (name: string): ReceivedSpan => {
      const [span] = spans.filter((one) => one.name === name);
      expect(span, `${name} of ${spans.map((one) => one.name)}`).toBeDefined();
      return span as ReceivedSpan;
    };
    const path = ["worker run", "statement duckdb", "step run", "POST /api/v1/ask"].map(named);
    for (const [index, span] of path.entries()) expect(span.parentSpanId).toBe(path[index + 1]?.spanId ?? PARENT);
    expect(named("guard duckdb").parentSpanId).toBe(named("step check").spanId);
    for (const step of ["intent", "retrieve", "draft", "consult", "repair", "present"])
      expect(named(`step ${step}`).parentSpanId).toBe(named("POST /api/v1/ask").spanId);
    expect(named("POST /api/v1/ask").attributes).toMatchObject({
      "http.route": "/api/v1/ask",
      "http.response.status_code": 200,
      "parlance.request_id": response.headers["x-request-id"],
    });
  });

  test("a caller whose traceparent is wrong starts one of its own; one who does not sample is not traced", () => {
    const asked = receiver.spans.filter(({ name }) => name === "POST /api/v1/ask");
    expect(asked.map(({ parentSpanId }) => parentSpanId)).toEqual([PARENT, ""]);
  });

  test("hold neither questions nor data", () => {
    const sent = receiver.bytes().toString("latin1");
    for (const word of ["total amount", "customer", "Ann", "SELECT", sourceId]) expect(sent).not.toContain(word);
  });
});

test("a receiver that is not there costs requests nothing", async () => {
  const server = await openTestServer({ tracesEndpoint: "http://127.0.0.1:9" });
  expect((await server.fastify.inject("/api/v1/health")).statusCode).toBe(200);
  await server.close();
});
