import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUp } from "../fixtures/accounts.ts";
import { multipart } from "../fixtures/multipart.ts";
import { sharedPath } from "../fixtures/repository.ts";
import { type Browser, openTestServer, type TestServer } from "../fixtures/test-server.ts";

const SALES = "id,customer,amount,day\n1,Ann,10.50,2025-12-01\n2,Bob,20.25,2025-12-02\n3,Ann,5.00,2026-01-03\n";
/** Would run for minutes. */
const SLOW = "SELECT sum(a.id * b.id) FROM big a, big b, big c";
const PATIENCE_MS = 60_000;
const MINUTE_MS = 60_000;

let server: TestServer;
let address: string;
let ann: Browser;
let sourceId: string;

const upload = async (who: Browser, name: string, content: string): Promise<string> => {
  const form = multipart([{ name, content }]);
  const uploaded = await who.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
  return uploaded.json().source.id;
};

beforeAll(async () => {
  server = await openTestServer();
  address = await server.listen();
  ann = server.browser();
  sourceId = await upload(ann, "sales.csv", SALES);
}, PATIENCE_MS);
afterAll(() => server.close());

const endpoint = (): URL => new URL("/api/v1/mcp", address);

/** The official client; a cookie makes it act for that browser. */
async function connect(cookie?: string) {
  const requestInit = cookie === undefined ? {} : { headers: { cookie } };
  const transport = new StreamableHTTPClientTransport(endpoint(), { requestInit });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  return { client, transport };
}

async function as(who: Browser): Promise<Client> {
  return (await connect(await who.cookie())).client;
}

const call = async (client: Client, name: string, args: Record<string, unknown> = {}): Promise<CallToolResult> =>
  // The client types an answer that may also be of a protocol older than tools' results.
  (await client.callTool({ name, arguments: args })) as CallToolResult;

const textOf = ({ content }: CallToolResult): string =>
  content.map((part) => (part.type === "text" ? part.text : "")).join("\n");

describe("tools", () => {
  test("all say that they only read, and what they take and give", async () => {
    const { tools } = await (await as(ann)).listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(["ask", "describe_source", "list_sources", "run_sql"]);
    for (const tool of tools) {
      expect(tool.annotations, tool.name).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      expect(tool.inputSchema, tool.name).toMatchObject({ type: "object", additionalProperties: false });
      expect(tool.outputSchema, tool.name).toMatchObject({ type: "object" });
    }
  });

  test("list_sources lists the caller's sources", async () => {
    const result = await call(await as(ann), "list_sources");
    expect(result.structuredContent).toEqual({
      sources: [expect.objectContaining({ sourceId, name: "sales", dialect: "duckdb", tableCount: 1, rowCount: 3 })],
    });
    expect(textOf(result)).toContain(sourceId);
  });

  test("describe_source tells tables, columns, types and samples", async () => {
    const result = await call(await as(ann), "describe_source", { sourceId });
    expect(result.structuredContent).toMatchObject({
      tableCount: 1,
      otherTables: [],
      tables: [{ name: "sales", rowCount: 3, columns: [{ name: "id" }, { name: "customer" }, {}, {}] }],
    });
    expect(textOf(result)).toMatch(/customer \(text.*\[Ann \| Bob\]/);
    const bare = await call(await as(ann), "describe_source", { sourceId, includeSamples: false });
    expect(JSON.stringify(bare)).not.toContain("Ann");
  });

  test("ask answers with a sentence, rows, SQL and how sure it is", async () => {
    const result = await call(await as(ann), "ask", { sourceId, question: "total amount per customer" });
    expect(result.isError, textOf(result)).toBeFalsy();
    expect(result.structuredContent).toMatchObject({
      verdict: expect.stringMatching(/answer|confirm/),
      rowCount: 2,
      isTruncated: false,
      draftedBy: "engine",
      trust: { level: expect.stringMatching(/checked|caution/), doubts: expect.any(Array) },
      sql: expect.stringContaining("GROUP BY"),
    });
    expect(result.structuredContent?.rows).toEqual(expect.arrayContaining([["Ann", "15.50"]]));
    expect(textOf(result)).toContain("Ann\t15.50");
  });

  test("a question that is not understood is no error", async () => {
    const result = await call(await as(ann), "ask", { sourceId, question: "how many unicorns per galaxy" });
    expect(result.isError).toBeFalsy();
    expect(result.structuredContent).toMatchObject({ verdict: expect.stringMatching(/ask|handover/), rows: [] });
  });

  test("run_sql runs one SELECT and sends no more rows than wanted", async () => {
    const sql = "SELECT id FROM sales ORDER BY id";
    const result = await call(await as(ann), "run_sql", { sourceId, sql, maxRows: 2 });
    expect(result.structuredContent).toMatchObject({ rows: [["1"], ["2"]], rowCount: 3, isTruncated: true });
    expect(textOf(result)).toContain("2 of 3 rows, cut");
  });

  const WRONG: [string, string, Record<string, unknown>, RegExp][] = [
    ["a statement that writes", "run_sql", { sql: "DROP TABLE sales" }, /^SQL_REFUSED/],
    ["a column there is not", "run_sql", { sql: "SELECT nme FROM sales" }, /^SQL_UNKNOWN_COLUMN/],
    ["a table there is not", "describe_source", { tables: ["secrets"] }, /^TABLE_NOT_FOUND/],
    ["an argument there is not", "run_sql", { sql: "SELECT 1", role: "admin" }, /role/],
    ["more rows than allowed", "run_sql", { sql: "SELECT 1", maxRows: 1_000_000 }, /maxRows/],
  ];
  test.each(WRONG)("%s is a result that says so", async (_name, tool, args, message) => {
    const result = await call(await as(ann), tool, { sourceId, ...args });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(message);
  });

  test("catalogs can be attached as resources", async () => {
    const client = await as(ann);
    const { resources } = await client.listResources();
    expect(resources).toEqual([expect.objectContaining({ uri: `parlance://sources/${sourceId}/catalog` })]);
    const read = await client.readResource({ uri: resources[0]?.uri ?? "" });
    expect(JSON.parse(String((read.contents[0] as { text?: string }).text))).toMatchObject({ tableCount: 1 });
  });

  test("progress is told while a question is answered", async () => {
    const told: (string | undefined)[] = [];
    const client = await as(ann);
    await client.callTool({ name: "ask", arguments: { sourceId, question: "how many sales" } }, undefined, {
      onprogress: ({ message }) => told.push(message),
    });
    expect(told.length).toBeGreaterThan(1);
    expect(told).toContain("Running the statement");
  });
});

describe("a slow statement", () => {
  let big: string;
  beforeAll(async () => {
    big = await upload(ann, "big.csv", `id\n${Array.from({ length: 20_000 }, (_, i) => i).join("\n")}\n`);
    await call(await as(ann), "run_sql", { sourceId: big, sql: "SELECT 1" });
  }, PATIENCE_MS);

  /** As many as a worker runs at once: the next one waits until some of them are gone. */
  const AT_ONCE = 8;
  const SOON_MS = 10_000;

  test("ends when the client cancels it", { timeout: PATIENCE_MS }, async () => {
    const client = await as(ann);
    const cancelled = new AbortController();
    const slow = Array.from({ length: AT_ONCE }, () =>
      client
        .callTool({ name: "run_sql", arguments: { sourceId: big, sql: SLOW } }, undefined, { signal: cancelled.signal })
        .catch(() => "cancelled"),
    );
    await sleep(1_000);
    const cancelledAt = performance.now();
    cancelled.abort();
    expect(await Promise.all(slow)).toEqual(slow.map(() => "cancelled"));
    await call(client, "run_sql", { sourceId: big, sql: "SELECT 2" });
    expect(performance.now() - cancelledAt).toBeLessThan(SOON_MS);
  });

  test("ends when the client has gone", { timeout: PATIENCE_MS }, async () => {
    const { client } = await connect(await ann.cookie());
    const slow = Array.from({ length: AT_ONCE }, () =>
      client.callTool({ name: "run_sql", arguments: { sourceId: big, sql: SLOW } }).catch(() => "gone"),
    );
    await sleep(1_000);
    const goneAt = performance.now();
    await client.close();
    await Promise.all(slow);
    await call(await as(ann), "run_sql", { sourceId: big, sql: "SELECT 3" });
    expect(performance.now() - goneAt).toBeLessThan(SOON_MS);
  });
});

describe("another caller", () => {
  const notFound = { isError: true, content: [{ type: "text", text: expect.stringMatching(/^SOURCE_NOT_FOUND/) }] };

  test("sees nothing of the sources, not even that they exist", async () => {
    const bob = await as(server.browser());
    expect((await call(bob, "list_sources")).structuredContent).toEqual({ sources: [] });
    expect(await call(bob, "describe_source", { sourceId })).toMatchObject(notFound);
    expect(await call(bob, "ask", { sourceId, question: "how many sales" })).toMatchObject(notFound);
    expect(await call(bob, "run_sql", { sourceId, sql: "SELECT 1" })).toMatchObject(notFound);
    expect(await call(bob, "run_sql", { sourceId: "none", sql: "SELECT 1" })).toMatchObject(notFound);
    await expect(bob.readResource({ uri: `parlance://sources/${sourceId}/catalog` })).rejects.toThrow(
      "SOURCE_NOT_FOUND",
    );
  });

  test("cannot use a session that is not theirs, nor end it", async () => {
    const { client, transport } = await connect(await ann.cookie());
    for (const cookie of [await server.browser().cookie(), undefined]) {
      const response = await post(LIST, { "mcp-session-id": transport.sessionId ?? "", ...(cookie && { cookie }) });
      expect([response.status, (await response.json()).code]).toEqual([404, "MCP_SESSION_NOT_FOUND"]);
      const ended = await fetch(endpoint(), {
        method: "DELETE",
        headers: { "mcp-session-id": transport.sessionId ?? "", ...(cookie && { cookie }) },
      });
      expect(ended.status).toBe(404);
    }
    expect((await call(client, "list_sources")).isError).toBeFalsy();
  });

  test("without anything to be known by works in an empty workspace", async () => {
    const { client } = await connect();
    expect((await call(client, "list_sources")).structuredContent).toEqual({ sources: [] });
  });
});

const LIST = { jsonrpc: "2.0", id: 1, method: "tools/list" };
const INITIALIZE = {
  jsonrpc: "2.0",
  id: 0,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "1" } },
};

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(endpoint(), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

describe("limits", () => {
  test("questions and statements count as queries, looking around does not", async () => {
    const person = await signUp(server, { email: "counted@example.com" });
    const own = await upload(person, "sales.csv", SALES);
    const client = await as(person);
    server.settings.replace({
      origin: "override",
      values: new Map([["queriesPerMinute", { value: 2, place: "test" }]]),
      problems: [],
    });
    for (let i = 0; i < 3; i++) expect((await call(client, "list_sources")).isError).toBeFalsy();
    expect((await call(client, "ask", { sourceId: own, question: "How many sales?" })).isError).toBeFalsy();
    const sql = "SELECT count(*) FROM sales";
    expect((await call(client, "run_sql", { sourceId: own, sql })).isError).toBeFalsy();
    expect(textOf(await call(client, "run_sql", { sourceId: own, sql }))).toContain("REQUEST_RATE_LIMITED");
    const asked = await person.inject({
      method: "POST",
      url: "/api/v1/ask",
      payload: { sourceId: own, question: "How many sales?" },
    });
    expect(asked.statusCode, "the same count as by any other entrance").toBe(429);
    server.settings.replace({ origin: "override", values: new Map(), problems: [] });
  });
});

describe("the door", () => {
  const REFUSED: [string, unknown, Record<string, string>, number][] = [
    ["a page of another site", INITIALIZE, { origin: "https://evil.example" }, 403],
    ["a request before a session", LIST, {}, 400],
    ["a session that never was", LIST, { "mcp-session-id": "guess" }, 404],
    ["a body that is no JSON", "{", {}, 400],
    ["a body of a megabyte", { ...INITIALIZE, padding: "x".repeat(1_000_000) }, {}, 413],
    ["a form", "a=b", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ];
  test.each(REFUSED)("%s is refused", async (_name, body, headers, status) => {
    expect((await post(body, headers)).status).toBe(status);
  });

  test("reading the stream from another site is refused as well", async () => {
    const response = await ann.inject({
      method: "GET",
      url: "/api/v1/mcp",
      headers: { origin: "https://evil.example", accept: "text/event-stream" },
    });
    expect(response.statusCode).toBe(403);
  });

  test("a foreign host name is not answered to (DNS rebinding)", async () => {
    const headers = { host: "rebound.example" };
    const response = await ann.inject({ method: "POST", url: "/api/v1/mcp", headers, payload: INITIALIZE });
    expect(response.statusCode).toBe(403);
  });

  test("more than a hundred messages at once are refused", async () => {
    const { transport } = await connect(await ann.cookie());
    const batch = Array.from({ length: 101 }, (_, id) => ({ ...LIST, id }));
    const headers = { "mcp-session-id": transport.sessionId ?? "", cookie: await ann.cookie() };
    expect((await post(batch, headers)).status).toBe(400);
  });
});

describe("sessions", () => {
  const stillAnswers = (session: string, cookie: string) =>
    post(LIST, { "mcp-session-id": session, cookie }).then(({ status }) => status);

  test("end when the client says so", async () => {
    const cookie = await ann.cookie();
    const { transport } = await connect(cookie);
    const id = transport.sessionId ?? "";
    expect(await stillAnswers(id, cookie)).toBe(200);
    await transport.terminateSession();
    expect(await stillAnswers(id, cookie)).toBe(404);
  });

  test("end after half an hour without use", async () => {
    const cookie = await ann.cookie();
    const { transport } = await connect(cookie);
    const id = transport.sessionId ?? "";
    server.clock.advance(29 * MINUTE_MS);
    expect(await stillAnswers(id, cookie)).toBe(200);
    server.clock.advance(31 * MINUTE_MS);
    expect(await stillAnswers(id, cookie)).toBe(404);
  });

  test("are twenty for one caller at most: the oldest makes room", async () => {
    const browser = server.browser();
    const cookie = await browser.cookie();
    const ids: string[] = [];
    for (let i = 0; i < 21; i++) {
      const response = await post(INITIALIZE, { cookie });
      ids.push(response.headers.get("mcp-session-id") ?? "");
      await response.text();
    }
    expect(await stillAnswers(ids[0] ?? "", cookie)).toBe(404);
    expect(await stillAnswers(ids[1] ?? "", cookie)).toBe(200);
  });
});

interface AttackLine {
  readonly id: string;
  readonly dialect: string;
  readonly sql: string;
  readonly expect: "refuse" | "refuse_or_bound" | "either";
}

const CORPUS = sharedPath("attacks/sql-attacks.jsonl");

describe.skipIf(!existsSync(CORPUS))("attacks of the corpus", () => {
  test("through run_sql are refused by the guard", { timeout: 120_000 }, async () => {
    const lines = readFileSync(CORPUS, "utf8")
      .split("\n")
      .filter(Boolean)
      // Lines of the corpus are JSON objects of this shape.
      .map((line) => JSON.parse(line) as AttackLine)
      .filter(({ dialect, expect: wanted }) => dialect === "duckdb" && wanted === "refuse");
    expect(lines.length).toBeGreaterThan(100);
    const client = await as(ann);
    const passed: string[] = [];
    for (const { id, sql } of lines) {
      const result = await call(client, "run_sql", { sourceId, sql });
      if (result.isError !== true || !/^SQL_(?:REFUSED|SYNTAX|UNKNOWN)/.test(textOf(result))) passed.push(id);
    }
    expect(passed).toEqual([]);
    const left = await call(client, "run_sql", { sourceId, sql: "SELECT count(*) FROM sales" });
    expect(left.structuredContent?.rows).toEqual([["3"]]);
  });
});
