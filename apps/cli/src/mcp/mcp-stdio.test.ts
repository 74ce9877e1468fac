import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { type RunningServer, startServer } from "@parlance/server";
import { nodeArgs, ownProgram } from "@parlance/worker/calls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const TIMEOUT_MS = 90_000;
const MAIN = nodeArgs(ownProgram({ name: "parlance", source: "../main.ts" }, import.meta.url));
const SALES = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n";

const folder = mkdtempSync(join(tmpdir(), "parlance-mcp-"));
const file = join(folder, "sales.csv");

beforeAll(() => writeFileSync(file, SALES));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The official client starts the real program, as an assistant does. */
async function start(args: readonly string[], env: Record<string, string> = {}) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...MAIN, "mcp", ...args],
    env: { PATH: process.env.PATH ?? "", ...env },
    stderr: "pipe",
  });
  let err = "";
  transport.stderr?.on("data", (chunk: Buffer) => {
    err += chunk;
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  const call = async (name: string, args: Record<string, unknown> = {}, options = {}): Promise<CallToolResult> =>
    // The client types an answer that may also be of a protocol older than tools' results.
    (await client.callTool({ name, arguments: args }, undefined, options)) as CallToolResult;
  return { client, call, errors: () => err };
}

const textOf = ({ content }: CallToolResult): string => content.map((part) => ("text" in part ? part.text : "")).join();

describe("parlance mcp FILE", { timeout: TIMEOUT_MS }, () => {
  let started: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    started = await start([file]);
  }, TIMEOUT_MS);
  afterAll(() => started.client.close());

  test("lists, describes, answers and runs", async () => {
    const { call } = started;
    expect((await call("list_sources")).structuredContent).toMatchObject({
      sources: [{ sourceId: "files", name: "sales.csv", tableCount: 1, rowCount: 3 }],
    });
    expect(textOf(await call("describe_source", { sourceId: "files" }))).toContain("customer (text");
    const told: unknown[] = [];
    const asked = await call(
      "ask",
      { sourceId: "files", question: "total amount per customer" },
      { onprogress: ({ message }: { message?: string }) => told.push(message) },
    );
    expect(asked.structuredContent).toMatchObject({ verdict: expect.stringMatching(/answer|confirm/), rowCount: 2 });
    expect(told).toContain("Running the statement");
    const ran = await call("run_sql", { sourceId: "files", sql: "SELECT max(amount) FROM sales" });
    expect(ran.structuredContent).toMatchObject({ rows: [["20.25"]], tables: ["sales"] });
  });

  test("catalogs are resources", async () => {
    const { resources } = await started.client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(["parlance://sources/files/catalog"]);
  });

  test.each([
    ["writing", "DROP TABLE sales"],
    ["reading a file", `SELECT * FROM read_csv('${file}')`],
    ["writing a file", "COPY sales TO 'stolen.csv'"],
    ["two statements", "SELECT 1; SELECT 2"],
  ])("%s is refused", async (_name, sql) => {
    const result = await started.call("run_sql", { sourceId: "files", sql });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/^SQL_REFUSED/);
  });

  test("another source than the files is not found", async () => {
    expect(textOf(await started.call("ask", { sourceId: "sales", question: "x" }))).toMatch(/^SOURCE_NOT_FOUND/);
  });

  test("a slow statement ends with the client's cancelling", async () => {
    const cancelled = new AbortController();
    const slow = started
      .call(
        "run_sql",
        { sourceId: "files", sql: "SELECT sum(a.range * b.range) FROM range(100000) a, range(100000) b, range(100) c" },
        { signal: cancelled.signal },
      )
      .catch(() => "cancelled");
    setTimeout(() => cancelled.abort(), 500);
    expect(await slow).toBe("cancelled");
    expect((await started.call("run_sql", { sourceId: "files", sql: "SELECT 1" })).isError).toBeFalsy();
  });
});

describe("a file that cannot be read", { timeout: TIMEOUT_MS }, () => {
  test("is told by every tool, and the program stays", async () => {
    const broken = join(folder, "broken.parquet");
    writeFileSync(broken, "PAR1 this is no parquet file PAR1");
    const { client, call } = await start([broken]);
    expect(textOf(await call("list_sources"))).toMatch(/^FILE_/);
    expect(textOf(await call("ask", { sourceId: "files", question: "x" }))).toMatch(/^FILE_/);
    await client.close();
  });
});

describe("parlance mcp --url", { timeout: TIMEOUT_MS }, () => {
  let server: RunningServer;
  const dataDir = join(folder, "data");
  beforeAll(async () => {
    server = await startServer({ dataDir, port: 0, isDemoEnabled: false, logLevel: "silent" });
  }, TIMEOUT_MS);
  afterAll(() => server.close());

  test("passes on to the server, in the workspace of the cookie", async () => {
    const form = new FormData();
    form.set("file", new Blob([SALES]), "sales.csv");
    const uploaded = await fetch(`${server.url}/api/v1/workspaces/mine/sources`, { method: "POST", body: form });
    const cookie = uploaded.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const { source } = await uploaded.json();

    const own = await start(["--url", server.url], { PARLANCE_COOKIE: cookie });
    expect((await own.client.listTools()).tools).toHaveLength(4);
    expect((await own.call("list_sources")).structuredContent).toMatchObject({ sources: [{ sourceId: source.id }] });
    const told: unknown[] = [];
    const asked = await own.call(
      "ask",
      { sourceId: source.id, question: "how many sales" },
      { onprogress: ({ message }: { message?: string }) => told.push(message) },
    );
    expect(asked.structuredContent).toMatchObject({ rowCount: 1 });
    expect(told).toContain("Running the statement");
    await own.client.close();

    const other = await start(["--url", server.url]);
    expect((await other.call("list_sources")).structuredContent).toEqual({ sources: [] });
    expect(textOf(await other.call("ask", { sourceId: source.id, question: "x" }))).toMatch(/^SOURCE_NOT_FOUND/);
    await other.client.close();
  });

  test("a server that is not there is an error of the call", async () => {
    const { client } = await start(["--url", "http://127.0.0.1:9"]);
    await expect(client.listTools()).rejects.toThrow("http://127.0.0.1:9 does not answer");
    await client.close();
  });
});
