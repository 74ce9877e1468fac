import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { parseExactJson } from "../process/exact-json.ts";
import { readTrinoUrl, trinoConfig } from "./config.ts";
import { TrinoProtocol } from "./protocol.ts";
import { dataTypeOf } from "./types.ts";
import { instantOf } from "./zoned-time.ts";

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
}

type Answer = (
  path: string,
  origin: string,
) => { readonly status: number; readonly body?: unknown; readonly location?: string } | "reset";

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

/** A server that speaks as much of the protocol as a fault needs. */
async function serve(
  answer: Answer,
): Promise<{ readonly protocol: TrinoProtocol; readonly seen: Seen[]; readonly port: number }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers });
    const { port } = server.address() as AddressInfo; // Listening on TCP, so it has a port.
    const given = answer(request.url ?? "", `http://127.0.0.1:${port}`);
    if (given === "reset") {
      request.socket.resetAndDestroy();
      return;
    }
    const { status, body, location } = given;
    response.writeHead(status, location === undefined ? {} : { location });
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // As above.
  const config = trinoConfig.parse({ host: "127.0.0.1", port, tls: "off", user: "ana", catalog: "hive" });
  return { protocol: new TrinoProtocol(config, createOutbound({ allowedNetworks: ["127.0.0.1"] })), seen, port };
}

const call = { sql: "SELECT 1", timeoutMs: 5_000 };

describe("the statement protocol", () => {
  test("never leaves the coordinator, whatever it names as the next address", async () => {
    const other = await serve(() => ({ status: 200, body: {} }));
    const { protocol, seen } = await serve((path) =>
      path === "/v1/statement"
        ? { status: 200, body: { nextUri: `http://127.0.0.1:${other.port}/v1/statement/queued/1` } }
        : { status: 200, body: { data: [[1]] } },
    );
    expect(await protocol.rows(call)).toEqual([[1]]);
    expect(other.seen).toEqual([]);
    expect(seen.map(({ path }) => path.split("?")[0])).toEqual(["/v1/statement", "/v1/statement/queued/1"]);
  });

  test.each(["/v1/query/1", "/ui/", "file:///etc/passwd", "nonsense"])("does not ask for %s", async (nextUri) => {
    const { protocol, seen } = await serve((_path, origin) => ({
      status: 200,
      body: { nextUri: nextUri.startsWith("/") ? origin + nextUri : nextUri },
    }));
    await expect(protocol.rows(call)).rejects.toMatchObject({ code: "SOURCE_UNREACHABLE" });
    expect(seen).toHaveLength(1);
  });

  test("follows no redirect", async () => {
    const { protocol, seen } = await serve((_path, origin) => ({ status: 307, location: `${origin}/v1/elsewhere` }));
    await expect(protocol.rows(call)).rejects.toMatchObject({ code: "SOURCE_UNREACHABLE" });
    expect(seen).toHaveLength(1);
  });

  test("a connection torn down in the middle of a statement is told as lost, and before it as unreachable", async () => {
    const lost = await serve((path, origin) =>
      path === "/v1/statement"
        ? { status: 200, body: { nextUri: `${origin}/v1/statement/executing/1`, data: [[1]] } }
        : "reset",
    );
    await expect(lost.protocol.rows(call)).rejects.toMatchObject({ code: "SOURCE_CONNECTION_LOST" });
    const gone = await serve(() => "reset");
    await expect(gone.protocol.rows(call)).rejects.toMatchObject({ code: "SOURCE_UNREACHABLE" });
  });

  test("a coordinator that says nothing is left when the person cancels", async () => {
    const silent = createServer(() => {});
    servers.push(silent);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port: silentPort } = silent.address() as AddressInfo; // As above.
    const config = trinoConfig.parse({ host: "127.0.0.1", port: silentPort, tls: "off", user: "ana", catalog: "hive" });
    const waiting = new TrinoProtocol(config, createOutbound({ allowedNetworks: ["127.0.0.1"] }));
    const started = Date.now();
    const rows = waiting.rows({ ...call, signal: AbortSignal.timeout(100) });
    await expect(rows).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
    expect(Date.now() - started).toBeLessThan(5_000);
    silent.closeAllConnections();
  });

  test("tries again while the coordinator is busy", async () => {
    let answers = 0;
    const { protocol } = await serve(() =>
      ++answers < 3 ? { status: 503 } : { status: 200, body: { data: [["x"]] } },
    );
    expect(await protocol.rows(call)).toEqual([["x"]]);
  });

  test("gives the session anew with every statement, and ends one that is left", async () => {
    const { protocol, seen } = await serve((_path, origin) => ({
      status: 200,
      body: { nextUri: `${origin}/v1/statement/executing/7`, data: [[1]] },
    }));
    for await (const _page of protocol.pages(call)) break;
    await expect
      .poll(() => seen.map(({ method, path }) => `${method} ${path.split("?")[0]}`))
      .toEqual(["POST /v1/statement", "DELETE /v1/statement/executing/7"]);
    expect(seen[0]?.headers).toMatchObject({
      "x-trino-user": "ana",
      "x-trino-source": "parlance",
      "x-trino-catalog": "hive",
      "x-trino-session": "query_max_run_time=6s,query_max_execution_time=6s",
    });
  });

  test.each([
    [401, "SOURCE_SIGN_IN_FAILED"],
    [403, "SOURCE_SIGN_IN_FAILED"],
    [404, "SOURCE_UNREACHABLE"],
  ])("status %i is %s", async (status, code) => {
    const { protocol } = await serve(() => ({ status }));
    await expect(protocol.rows(call)).rejects.toMatchObject({ code });
  });

  test.each([
    ["what the statement did wrong", "COLUMN_NOT_FOUND", "USER_ERROR", "SQL_UNKNOWN_COLUMN", /Column 'x'/],
    ["not what happened inside", "GENERIC_INTERNAL_ERROR", "INTERNAL_ERROR", "SQL_FAILED", /^The database could not/],
    ["nor what an outside system said", "HIVE_CANNOT_OPEN_SPLIT", "EXTERNAL", "SQL_FAILED", /^The database could not/],
    ["memory", "EXCEEDED_GLOBAL_MEMORY_LIMIT", "INSUFFICIENT_RESOURCES", "QUERY_TOO_LARGE", /memory/],
    ["rights", "PERMISSION_DENIED", "USER_ERROR", "SOURCE_RIGHTS_MISSING", /does not let/],
  ])("an error tells %s", async (_name, errorName, errorType, code, message) => {
    const error = {
      errorName,
      errorType,
      message: "line 1:8: Column 'x' of s3://bucket/part",
      errorLocation: { lineNumber: 1, columnNumber: 8 },
    };
    const { protocol } = await serve(() => ({ status: 200, body: { error } }));
    await expect(protocol.rows(call)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      details: { position: 7 },
    });
  });

  test("an answer that is not JSON is no Trino", async () => {
    const { protocol } = await serve(() => ({ status: 200 }));
    await expect(protocol.rows(call)).rejects.toMatchObject({ code: "SOURCE_UNREACHABLE" });
  });
});

describe("settings", () => {
  const valid = { host: "trino.example.com", user: "ana", catalog: "hive" };

  test.each([
    ["a host with a path", { host: "trino.example.com/v1" }],
    ["a host with a user", { host: "ana@trino.example.com" }],
    ["a header that ends early", { user: "ana\r\nX-Trino-User: root" }],
    ["the cluster's own catalog", { catalog: "system" }],
    ["a catalog with a statement in it", { catalog: 'hive" ; x' }],
    ["a password without TLS", { tls: "off", auth: "password", password: "x" }],
    ["what is not a field", { sessionProperties: "x" }],
  ])("refuse %s", (_name, change) => {
    expect(trinoConfig.safeParse({ ...valid, ...change }).success).toBe(false);
  });

  test("are read from a URL", () => {
    expect(readTrinoUrl("jdbc:trino://ana:p%40ss@trino.example.com:8443/hive/sales?SSL=true")).toEqual({
      host: "trino.example.com",
      port: 8443,
      tls: "verify",
      catalog: "hive",
      schema: "sales",
      user: "ana",
      auth: "password",
      password: "p@ss",
    });
    expect(readTrinoUrl("postgres://a/b")).toBeNull();
  });
});

describe("values", () => {
  test.each([
    [
      "fractions of many digits",
      "[0.8333333333333334, 12345678901234567.25]",
      [0.8333333333333334, Number("12345678901234567.25")],
    ],
    ["exponents", "[1.2345678901234567E18, 1e16]", [Number("1.2345678901234567E18"), 1e16]],
    [
      "numbers that are exact as they are",
      "[9007199254740991, 9007199254740993]",
      [9007199254740991, 9007199254740993n],
    ],
    ["escapes", '["\\\\", 9223372036854775807, "\\""]', ["\\", 9223372036854775807n, '"']],
  ])("%s", (_name, text, value) => {
    expect(parseExactJson(text)).toEqual(value);
  });

  test("whole numbers of any size stay exact, in text they are left alone", () => {
    const text =
      '{"a":9223372036854775807,"b":"9223372036854775807","c":[-9223372036854775808,1.5e300],"d":"\\"1234567890123456789"}';
    expect(parseExactJson(text)).toEqual({
      a: 9223372036854775807n,
      b: "9223372036854775807",
      c: [-9223372036854775808n, 1.5e300],
      d: '"1234567890123456789',
    });
  });

  test.each([
    ["2024-06-01 12:00:00.000 UTC", "2024-06-01T12:00:00Z"],
    ["2024-06-01 12:00:00.120 Europe/Berlin", "2024-06-01T10:00:00.120000Z"],
    ["2024-01-01 12:00:00 America/New_York", "2024-01-01T17:00:00Z"],
    ["2024-03-31 03:30:00 Europe/Berlin", "2024-03-31T01:30:00Z"],
    ["2024-01-01 00:00:00 -08:00", "2024-01-01T08:00:00Z"],
    ["0001-01-01 00:00:00 UTC", "0001-01-01T00:00:00Z"],
    ["2024-01-01 00:00:00 Nowhere/Land", "2024-01-01 00:00:00 Nowhere/Land"],
  ])("%s is %s", (text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });

  test.each([
    ["decimal(12,2)", { kind: "decimal", precision: 12, scale: 2 }],
    ["timestamp(6) with time zone", { kind: "timestamptz" }],
    ["timestamp(9)", { kind: "unknown" }],
    ["array(row(a timestamp(9)))", { kind: "list" }],
    ["map(varchar, bigint)", { kind: "struct" }],
    ["varchar(10)", { kind: "text" }],
    ["INTERVAL DAY TO SECOND", { kind: "interval" }],
    ["HyperLogLog", { kind: "unknown" }],
  ])("%s", (native, type) => {
    expect(dataTypeOf(native)).toMatchObject({ ...type, native });
  });
});
