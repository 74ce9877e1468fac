import { startModelServer } from "@parlance/testkit/models";
import { afterAll, beforeAll, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { type OtlpReceiver, startOtlpReceiver } from "../fixtures/otlp-receiver.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

const CANARY = "Canary7f3a9c2e";
const secret = (place: string): string => `${CANARY}-${place}-0123456789-abcdefXYZ`;
const CSV = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n";

let receiver: OtlpReceiver;
let models: Awaited<ReturnType<typeof startModelServer>>;
let server: TestServer;
const lines: string[] = [];
const responses: string[] = [];

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  // A vendor that repeats the key it was sent.
  const message = `invalid api key: ${secret("model")}`;
  models = await startModelServer({
    vendor: "openai-compatible",
    handler: () => ({ fault: { kind: "status", status: 500, message } }),
  });
  server = await openTestServer({
    logLevel: "debug",
    logTo: { writableLength: 0, write: (line) => lines.push(line) },
    tracesEndpoint: receiver.endpoint,
    metricsToken: secret("metrics"),
    secretKey: secret("key"),
    modelEnvironment: {
      PARLANCE_LLM_PROVIDER: "openai-compatible",
      PARLANCE_LLM_BASE_URL: models.baseUrl,
      PARLANCE_LLM_MODEL: "model-1",
      PARLANCE_LLM_API_KEY: secret("model"),
      PARLANCE_LLM_TIMEOUT_MS: "1500",
    },
  });
});
afterAll(async () => {
  await models.close();
  await receiver.close();
});

/** Http attack 95: each kind of failure, with a secret as near to it as it can come. */
test("a secret shows in no log line, span, metric or response, whatever fails", async () => {
  const browser = server.browser();
  const send = async (method: "GET" | "POST", url: string, more: object = {}) => {
    const response = await browser.inject({ method, url, ...more });
    responses.push(response.body);
    return response;
  };
  const uploaded = await send(
    "POST",
    "/api/v1/workspaces/mine/sources",
    multipart([{ name: "sales.csv", content: CSV }]),
  );
  expect(uploaded.statusCode, uploaded.body + lines.slice(-3)).toBe(201);
  const sourceId = uploaded.json().source.id;
  // The model fails with the key in its text.
  await send("POST", "/api/v1/ask", { payload: { sourceId, question: "who is our biggest whale" } });
  // A driver fails with its own idea of what to say.
  const config = { host: "127.0.0.1", port: 1, database: "x", user: "ann", password: secret("password"), tls: "off" };
  await send("POST", "/api/v1/connections/test", { payload: { connector: "postgres", config } });
  await send("POST", "/api/v1/workspaces/mine/connections", { payload: { connector: "postgres", name: "x", config } });
  const url = `postgres://ann:${secret("url")}@127.0.0.1:1/x`;
  await send("POST", "/api/v1/connectors/postgres/fields", { payload: { url } });
  // Headers and query strings that nobody asked for.
  await send("GET", `/api/v1/sources?token=${secret("query")}`, {
    headers: { authorization: `Bearer ${secret("bearer")}`, "x-api-key": secret("header") },
  });
  // Files that are not there, bodies that are not right, and a database that is gone.
  await send("GET", "/api/v1/nothing");
  await send("POST", "/api/v1/ask", { payload: { sourceId, question: 1 } });
  await server.database.close();
  const failed = await send("GET", "/api/v1/workspaces");
  expect([failed.statusCode, failed.json().code]).toEqual([500, "INTERNAL_ERROR"]);
  const metrics = await server.fastify.inject({
    url: "/metrics",
    headers: { authorization: `Bearer ${secret("metrics")}` },
  });
  expect(metrics.statusCode).toBe(200);
  await server.close();

  const requestId = failed.json().requestId;
  expect(
    lines.some((line) => line.includes(requestId) && line.includes("request failed")),
    "the log has the detail",
  ).toBe(true);
  expect(receiver.spans.length).toBeGreaterThan(5);
  const told = {
    logs: lines.join(""),
    traces: receiver.bytes().toString("latin1"),
    metrics: metrics.body,
    responses: responses.join(""),
  };
  for (const [place, text] of Object.entries(told)) expect(text, place).not.toContain(CANARY);
});

test("the level of the log follows its setting", async () => {
  const told: string[] = [];
  const quiet = await openTestServer({
    logLevel: "silent",
    logTo: { writableLength: 0, write: (line) => told.push(line) },
  });
  await quiet.fastify.inject("/api/v1/health");
  expect(told).toEqual([]);
  quiet.fastify.log.level = "info";
  const response = await quiet.fastify.inject("/api/v1/health");
  expect(told.join("")).toContain(String(response.headers["x-request-id"]));
  await quiet.close();
});
