import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProbeStep } from "@parlance/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { readRestUrl, restConfig } from "./config.ts";
import { rest } from "./index.ts";
import { listsIn, nextLink, rowsOf } from "./pages.ts";
import { pauseBefore } from "./requests.ts";

const ORDERS = Array.from({ length: 23 }, (_, i) => ({ id: i + 1, amount: (i + 1) * 1.5 }));
const BIG = '{"rows": [{"id": 9007199254740993, "price": 0.1000000000000000055511151231257827, "n": 1.5}]}';

/** A small API with every way to hand out pages; what it was asked is kept. */
class PeerApi {
  readonly asked: { readonly url: string; readonly headers: IncomingMessage["headers"] }[] = [];
  busyTimes = 0;
  readonly #server: Server;
  #port = 0;

  constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    // A TCP server's address is never a string.
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", this.url);
    this.asked.push({ url: url.pathname + url.search, headers: request.headers });
    const send = (body: unknown, status = 200, headers: Record<string, string> = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    };
    const number = (name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise);
    const slice = (from: number, size: number) => ORDERS.slice(from, from + size);
    const routes: Record<string, () => void> = {
      "/all": () => send(ORDERS),
      "/wrapped": () => send({ meta: { total: 23 }, data: { items: ORDERS } }),
      "/page": () => send(slice((number("page", 1) - 1) * number("per_page", 10), number("per_page", 10))),
      "/offset": () => send({ rows: slice(number("offset", 0), number("limit", 10)) }),
      "/cursor": () => {
        const from = number("after", 0);
        send({ data: slice(from, 10), meta: { next: from + 10 < ORDERS.length ? from + 10 : null } });
      },
      "/link": () => {
        const page = number("page", 1);
        const next = `</link?page=${page + 1}>; rel="next", </link?page=1>; rel="first"`;
        send(slice((page - 1) * 10, 10), 200, page < 3 ? { link: next } : {});
      },
      "/next": () => {
        const page = number("p", 1);
        send({ data: slice((page - 1) * 10, 10), next: page < 3 ? `${this.url}next?p=${page + 1}` : null });
      },
      "/elsewhere": () => send({ data: ORDERS, next: "http://127.0.0.2:1/next" }),
      "/circle": () => send({ data: ORDERS, next: "/circle" }),
      "/redirect-away": () => send("", 302, { location: "http://127.0.0.2:1/all" }),
      "/redirect-here": () => send("", 302, { location: "/all" }),
      "/big": () => send(BIG),
      "/web-page": () => send("<!doctype html><p>Sign in</p>"),
      "/numbers": () => send([1, 2, 3]),
      "/nothing": () => send([]),
      "/denied": () => send({ secret: "canary" }, 401),
      "/gone": () => send("", 404),
      "/busy": () => (this.busyTimes-- > 0 ? send("", 429, { "retry-after": "0" }) : send(ORDERS)),
      "/busy-for-long": () => send("", 429, { "retry-after": "3600" }),
      "/silent": () => undefined,
    };
    (routes[url.pathname] ?? (() => send("", 404)))();
  }
}

const api = new PeerApi();
const outbound = createOutbound({ allowedNetworks: ["127.0.0.1/32"] });
let folder: string;

beforeAll(() => api.start());
afterAll(() => api.stop());
beforeEach(async () => {
  api.asked.length = 0;
  folder = await mkdtemp(join(tmpdir(), "parlance-rest-"));
  return () => rm(folder, { recursive: true, force: true });
});

type Settings = Partial<Parameters<typeof restConfig.parse>[0] & Record<string, unknown>>;

const configOf = (path: string, settings: Settings = {}) =>
  restConfig.parse({ baseUrl: api.url, endpoints: [{ table: "orders", path, rowsPath: "$" }], ...settings });

const withRows = (path: string, rowsPath: string, settings: Settings = {}) =>
  configOf(path, { endpoints: [{ table: "orders", path, rowsPath }], ...settings });

async function pull(config: ReturnType<typeof configOf>, signal?: AbortSignal): Promise<unknown[]> {
  const [table] = await rest.pull(config, { outbound, folder, onProgress: () => undefined }, signal);
  const lines = (await readFile(table?.path ?? "", "utf8")).split("\n").filter((line) => line !== "");
  expect(table?.rowCount).toBe(lines.length);
  return lines.map((line) => JSON.parse(line));
}

describe("pages", () => {
  test.each([
    ["one answer", configOfLater("all")],
    ["a list inside the answer", configOfLater("wrapped", "$.data.items[*]")],
    ["the list itself selected", configOfLater("wrapped", "$.data.items")],
    ["page numbers", configOfLater("page", "$", { pagination: "page", sizeParameter: "per_page", pageSize: 7 })],
    [
      "offsets",
      configOfLater("offset", "$.rows[*]", {
        pagination: "offset",
        pageParameter: "offset",
        sizeParameter: "limit",
        pageSize: 6,
      }),
    ],
    [
      "cursors",
      configOfLater("cursor", "$.data[*]", { pagination: "cursor", pageParameter: "after", nextPath: "$.meta.next" }),
    ],
    ["Link headers", configOfLater("link", "$", { pagination: "link-header" })],
    ["next addresses", configOfLater("next", "$.data[*]", { pagination: "next-url" })],
    ["a redirect at the same origin", configOfLater("redirect-here")],
  ])("%s: every row once, in order", async (_name, config) => {
    expect(await pull(config())).toEqual(ORDERS);
  });

  test("no rows make an empty table, not an error", async () => {
    expect(await pull(configOf("nothing"))).toEqual([]);
  });

  test("pages without end are noticed", async () => {
    const config = withRows("circle", "$.data[*]", { pagination: "next-url" });
    await expect(pull(config)).rejects.toMatchObject({ code: "SOURCE_CONFIG_INVALID" });
  });
});

/** The server's address is known only when the tests run. */
function configOfLater(path: string, rowsPath = "$", settings: Settings = {}): () => ReturnType<typeof configOf> {
  return () => withRows(path, rowsPath, settings);
}

describe("values", () => {
  test("numbers beyond a double are kept as written", async () => {
    const [table] = await rest.pull(withRows("big", "$.rows[*]"), { outbound, folder, onProgress: () => undefined });
    expect(await readFile(table?.path ?? "", "utf8")).toBe(
      '{"id":9007199254740993,"price":0.1000000000000000055511151231257827,"n":1.5}\n',
    );
  });
});

describe("signing in", () => {
  test.each([
    ["a bearer token", { auth: "bearer", secret: "t0ken" }, "authorization", "Bearer t0ken"],
    ["user and password", { auth: "basic", user: "ann", secret: "p:w" }, "authorization", "Basic YW5uOnA6dw=="],
    ["a key in a header", { auth: "header", secretName: "X-Key", secret: "k" }, "x-key", "k"],
  ])("%s is sent", async (_name, settings, header, value) => {
    await pull(configOf("all", settings));
    expect(api.asked[0]?.headers[header]).toBe(value);
  });

  test("a key in the query is sent with every page", async () => {
    await pull(configOf("link", { auth: "query", secretName: "key", secret: "k&1", pagination: "link-header" }));
    expect(api.asked.map(({ url }) => new URL(url, api.url).searchParams.get("key"))).toEqual(["k&1", "k&1", "k&1"]);
  });

  test.each([
    ["a redirect", "redirect-away", {}],
    ["a next page", "elsewhere", { pagination: "next-url" }],
  ])("%s to another origin ends the sync instead of taking the key there", async (_name, path, settings) => {
    const config = withRows(path, path === "elsewhere" ? "$.data[*]" : "$", {
      auth: "bearer",
      secret: "t0ken",
      ...settings,
    });
    await expect(pull(config)).rejects.toMatchObject({ code: "ADDRESS_NOT_ALLOWED" });
  });

  test("addresses that are not permitted are not connected to", async () => {
    const strict = createOutbound({ allowedNetworks: [] });
    const pulling = rest.pull(configOf("all"), { outbound: strict, folder, onProgress: () => undefined });
    await expect(pulling).rejects.toMatchObject({ code: "ADDRESS_NOT_ALLOWED" });
    expect(api.asked).toEqual([]);
  });
});

describe("when the API is not as expected", () => {
  test.each([
    ["a web page", "web-page", "SOURCE_CONFIG_INVALID"],
    ["values instead of objects", "numbers", "SOURCE_CONFIG_INVALID"],
    ["a refused key", "denied", "SOURCE_SIGN_IN_FAILED"],
    ["a wrong path", "gone", "SOURCE_CONFIG_INVALID"],
    ["a pause longer than a sync can wait", "busy-for-long", "SOURCE_UNREACHABLE"],
  ])("%s is told by its code, without showing the body", async (_name, path, code) => {
    const error = await pull(configOf(path)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).not.toContain("canary");
  });

  test("a busy API is asked again", async () => {
    api.busyTimes = 2;
    expect(await pull(configOf("busy"))).toEqual(ORDERS);
    expect(api.asked).toHaveLength(3);
  });

  test("more rows than the limit are an error, never a silently cut table", async () => {
    await expect(pull(configOf("all", { maxRows: 22 }))).rejects.toMatchObject({ code: "QUERY_TOO_LARGE" });
  });

  test("cancel ends a request that gets no answer", async () => {
    const controller = new AbortController();
    const pulling = pull(configOf("silent"), controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(pulling).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
  });
});

describe("probe", () => {
  test("tells what it found", async () => {
    const steps: ProbeStep[] = [];
    await rest.probe(configOf("all"), { outbound }, (step) => steps.push(step));
    expect(steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "resolve running",
      "resolve done",
      "tables running",
      "tables done",
    ]);
    expect(steps.at(-1)?.message).toContain("23 rows");
  });

  test("warns of a key on an open line and says which step failed", async () => {
    const steps: ProbeStep[] = [];
    const probing = rest.probe(configOf("denied", { auth: "bearer", secret: "x" }), { outbound }, (step) =>
      steps.push(step),
    );
    await expect(probing).rejects.toMatchObject({ code: "SOURCE_SIGN_IN_FAILED" });
    expect(steps.map(({ state }) => state)).toContain("warned");
    expect(steps.at(-1)).toMatchObject({ id: "tables", state: "failed" });
  });
});

describe("settings", () => {
  test.each([
    ["a file address", { baseUrl: "file:///etc/passwd" }],
    ["a user in the address", { baseUrl: "https://ann:pw@api.example.com/" }],
    ["a path that leaves the base", { endpoints: [{ table: "a", path: "../admin" }] }],
    ["a path to another host", { endpoints: [{ table: "a", path: "//evil.example/x" }] }],
    ["an address as path", { endpoints: [{ table: "a", path: "https://evil.example/x" }] }],
    ["a JSONPath with an error", { endpoints: [{ table: "a", rowsPath: "$[" }] }],
    ["two tables of one name", { endpoints: [{ table: "a" }, { table: "A" }] }],
    ["a header with a line break", { headers: [{ name: "X-A", value: "1\r\nX-B: 2" }] }],
    ["a header that the connection sets", { headers: [{ name: "Host", value: "evil" }] }],
    ["an unknown field", { proxy: "http://evil" }],
  ])("%s is refused", (_name, settings) => {
    const given = { baseUrl: "https://api.example.com/", endpoints: [{ table: "a" }], ...settings };
    expect(restConfig.safeParse(given).success).toBe(false);
  });

  test("a pasted address becomes fields, its password in the secret's own", () => {
    expect(readRestUrl("https://ann:p%40w@api.example.com/v1/orders.json?status=all")).toEqual({
      baseUrl: "https://api.example.com/v1/",
      endpoints: [{ table: "orders", path: "orders.json?status=all", rowsPath: "$" }],
      auth: "basic",
      user: "ann",
      secret: "p@w",
    });
    expect(readRestUrl("postgres://host/db")).toBeNull();
  });
});

describe("small readers", () => {
  test.each([
    ['<https://a/x?page=2>; rel="next"', "https://a/x?page=2"],
    ['<https://a/1>; rel="prev", <https://a/3>; rel="next last"', "https://a/3"],
    ["<https://a/2>; rel=next", "https://a/2"],
    ['<https://a/2>; rel="nextish"', null],
    [null, null],
  ])("next link of %s", (header, next) => expect(nextLink(header)).toBe(next));

  test.each([
    [1, "2", 2000],
    [1, "0", 0],
    [1, "Thu, 01 Jan 1970 00:00:05 GMT", 5000],
  ])("pause at attempt %i with Retry-After %s", (attempt, header, ms) =>
    expect(pauseBefore(attempt, header, 0)).toBe(ms),
  );

  test("the hint names the lists an answer has", () => {
    expect(listsIn({ meta: {}, data: { items: [{ a: 1 }] }, "odd key": [{ b: 1 }] })).toEqual([
      "$.data.items[*]",
      '$["odd key"][*]',
    ]);
    expect(() => rowsOf({ n: 1, data: [{ a: 1 }] }, { table: "t", rowsPath: "$.n" })).toThrow(/not objects/);
  });
});
