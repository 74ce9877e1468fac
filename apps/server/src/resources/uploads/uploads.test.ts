import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart, type TestFile } from "../../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const ORDERS: TestFile = { name: "orders.csv", content: "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n" };
const CUSTOMERS: TestFile = { name: "customers.csv", content: "name,city\nAnn,Oslo\nBob,Rome\n" };
const UPLOAD = { method: "POST" as const, url: "/api/v1/workspaces/mine/sources" };
const DAY_MS = 24 * 3_600_000;
const MAX_BYTES = 8_000_000;
const MANY_ROWS = 150_000;
/** So large that it is read while it arrives, with cells that pieces of the network cut. */
const LARGE: TestFile = {
  name: "large.csv",
  content: `id,customer,amount\n${Array.from({ length: MANY_ROWS }, (_, id) => `${id},"customer, number ${id % 500}",${id % 89}.25\n`).join("")}`,
};

function withKey(key: string, form: ReturnType<typeof multipart>) {
  return { ...UPLOAD, payload: form.payload, headers: { ...form.headers, "idempotency-key": key } };
}

describe("uploads", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ maxUploadBytes: MAX_BYTES });
  });
  afterAll(() => server.close());

  /** Everything on disk that an upload could have left, for one workspace. */
  const filesOf = (workspaceId: string) => {
    const folder = join(server.dataDir, "workspaces", workspaceId, "sources");
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  let listening: Promise<string> | undefined;
  const address = (): Promise<string> => {
    listening ??= server.listen();
    return listening;
  };
  const staging = () => readdirSync(join(server.dataDir, "staging"));

  test("a CSV becomes a source with a catalog", async () => {
    const browser = server.browser();
    const response = await browser.inject({ ...UPLOAD, ...multipart([ORDERS], { name: "My orders" }) });
    expect(response.statusCode, response.body).toBe(201);
    const { source, catalog } = response.json();
    expect(source).toMatchObject({
      name: "My orders",
      status: "connected",
      tableCount: 1,
      rowCount: 3,
      files: [{ name: "orders.csv", kind: "csv", tables: ["orders"] }],
    });
    expect(catalog.tables[0].columns.map((column: { name: string }) => column.name)).toEqual([
      "id",
      "customer",
      "amount",
    ]);
    const list = await browser.inject({ method: "GET", url: UPLOAD.url });
    expect(list.json().items).toEqual([source]);
    expect(staging()).toEqual([]);
  });

  test("a file of many bytes is the same however it was read", async () => {
    const browser = server.browser();
    const { source, catalog } = (await browser.inject({ ...UPLOAD, ...multipart([LARGE]) })).json();
    expect(source).toMatchObject({ rowCount: MANY_ROWS, files: [{ bytes: Buffer.byteLength(String(LARGE.content)) }] });
    const again = await browser.inject({
      method: "PATCH",
      url: `/api/v1/sources/${source.id}/files/${source.files[0].id}`,
      payload: { options: {} },
    });
    expect(again.json().catalog).toEqual({ ...catalog, version: expect.any(String) });
    expect(again.json().source.files[0].parsed).toEqual(source.files[0].parsed);
    expect(staging()).toEqual([]);
  });

  test("files can be added, and read again with other options", async () => {
    const browser = server.browser();
    const first = (await browser.inject({ ...UPLOAD, ...multipart([ORDERS]) })).json();
    const files = { method: "POST" as const, url: `/api/v1/sources/${first.source.id}/files` };
    const second = await browser.inject({ ...files, ...multipart([CUSTOMERS]) });
    expect(second.statusCode, second.body).toBe(201);
    expect(second.json().catalog.tables.map((table: { name: string }) => table.name)).toEqual(["orders", "customers"]);
    expect(second.json().source.version).not.toBe(first.source.version);

    const [ordersFile] = second.json().source.files;
    const again = await browser.inject({
      method: "PATCH",
      url: `/api/v1/sources/${first.source.id}/files/${ordersFile.id}`,
      payload: { options: { csv: { hasHeader: false } } },
    });
    expect(again.statusCode, again.body).toBe(200);
    expect(again.json().source.rowCount).toBe(first.source.rowCount + 1 + 2);
    const rows = await browser.inject({ method: "GET", url: `/api/v1/sources/${first.source.id}/tables/orders/rows` });
    expect(rows.json().rows[0]).toEqual(["id", "customer", "amount"]);
  });

  const REFUSED: [string, Parameters<typeof multipart>, number, string][] = [
    ["no file", [[], { name: "x" }], 422, "UPLOAD_EMPTY"],
    ["a file over the limit", [[{ name: "a.csv", content: "x".repeat(MAX_BYTES + 1) }]], 413, "UPLOAD_TOO_LARGE"],
    [
      "files over the limit together",
      [[ORDERS, { name: "a.csv", content: "x".repeat(MAX_BYTES - 10) }]],
      413,
      "UPLOAD_TOO_LARGE",
    ],
    ["an unknown field", [[ORDERS], { colour: "red" }], 400, "REQUEST_INVALID"],
    ["options that are not JSON", [[ORDERS], { options: "{" }], 400, "REQUEST_INVALID"],
    ["a misspelt option", [[ORDERS], { options: '{"csv":{"delimeter":";"}}' }], 400, "REQUEST_INVALID"],
    ["a truncated Parquet file", [[{ name: "a.parquet", content: "PAR1 and then nothing" }]], 422, "FILE_REJECTED"],
    [
      "a good file and a broken one",
      [[ORDERS, { name: "b.sqlite", content: `SQLite format 3\0${"junk".repeat(200)}` }]],
      422,
      "FILE_REJECTED",
    ],
  ];
  test.each(REFUSED)("%s is refused and leaves nothing behind", async (_name, form, status, code) => {
    const browser = server.browser();
    const response = await browser.inject({ ...UPLOAD, ...multipart(...form) });
    expect([response.statusCode, response.json().code], response.body).toEqual([status, code]);
    const workspaces = await browser.inject({ method: "GET", url: "/api/v1/workspaces" });
    const [mine] = workspaces.json().items;
    expect(mine.sourceCount).toBe(0);
    expect(filesOf(mine.id)).toEqual([]);
    expect(staging()).toEqual([]);
  });

  test("a broken file that was to be added leaves the source as it was", async () => {
    const browser = server.browser();
    const { source } = (await browser.inject({ ...UPLOAD, ...multipart([ORDERS]) })).json();
    const form = multipart([{ name: "a.parquet", content: "PAR1 and then nothing" }]);
    const response = await browser.inject({ method: "POST", url: `/api/v1/sources/${source.id}/files`, ...form });
    expect(response.json()).toMatchObject({ code: "FILE_REJECTED", details: { file: "a.parquet" } });
    expect((await browser.inject({ method: "GET", url: `/api/v1/sources/${source.id}` })).json()).toEqual(source);
    const folder = join(server.dataDir, "workspaces", source.workspaceId, "sources", source.id);
    expect(["originals", "tables", "catalogs"].map((part) => readdirSync(join(folder, part)).length)).toEqual([
      1, 1, 1,
    ]);
  });

  describe("with an Idempotency-Key", () => {
    test("a retry gets the first answer and makes nothing new", async () => {
      const browser = server.browser();
      const request = withKey("retry-0001", multipart([ORDERS]));
      const [first, second] = [await browser.inject(request), await browser.inject(request)];
      expect(second.statusCode).toBe(201);
      expect(second.json()).toEqual(first.json());
      expect((await browser.inject({ method: "GET", url: UPLOAD.url })).json().items).toHaveLength(1);
    });

    test("other bytes under the same key are refused", async () => {
      const browser = server.browser();
      await browser.inject(withKey("retry-0002", multipart([ORDERS])));
      const other = await browser.inject(withKey("retry-0002", multipart([CUSTOMERS])));
      expect([other.statusCode, other.json().code]).toEqual([422, "IDEMPOTENCY_MISMATCH"]);
    });

    test("50 identical requests at once make one source and give one answer", async () => {
      const browser = server.browser();
      await browser.cookie();
      const request = withKey("storm-0001", multipart([ORDERS]));
      const answers = await Promise.all(Array.from({ length: 50 }, () => browser.inject(request)));
      expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([201]));
      expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
      expect((await browser.inject({ method: "GET", url: UPLOAD.url })).json().items).toHaveLength(1);
    });

    test("a failed upload may be tried again under its key", async () => {
      const browser = server.browser();
      const broken = withKey("again-0001", multipart([{ name: "a.parquet", content: "PAR1 nothing" }]));
      expect((await browser.inject(broken)).statusCode).toBe(422);
      expect((await browser.inject(withKey("again-0001", multipart([ORDERS])))).statusCode).toBe(201);
    });

    test.each([
      { size: "few bytes", file: ORDERS, shares: [0.2, 0.5, 0.9] },
      { size: "many bytes", file: LARGE, shares: [0.99] },
    ])(
      "a connection that broke leaves nothing, and the retry under its key makes one source: $size",
      async (broken) => {
        const browser = server.browser();
        const { hostname, port } = new URL(await address());
        const request = withKey("broken-0001", multipart([broken.file]));
        const head = Object.entries({
          ...request.headers,
          host: "localhost",
          cookie: await browser.cookie(),
          "content-length": String(request.payload.length),
        }).map(([name, value]) => `${name}: ${value}`);
        for (const share of broken.shares) {
          const socket = connect(Number(port), hostname);
          await once(socket, "connect");
          socket.write(`POST ${UPLOAD.url} HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n`);
          socket.write(request.payload.subarray(0, Math.floor(request.payload.length * share)));
          await expect.poll(() => staging().length, { timeout: 20_000 }).toBe(1);
          socket.destroy();
          await expect.poll(staging, { timeout: 20_000 }).toEqual([]);
          expect((await browser.inject({ method: "GET", url: UPLOAD.url })).json().items).toEqual([]);
        }
        expect((await browser.inject(request)).statusCode).toBe(201);
        expect((await browser.inject(request)).statusCode).toBe(201);
        expect((await browser.inject({ method: "GET", url: UPLOAD.url })).json().items).toHaveLength(1);
      },
    );

    test("another person's key is not found", async () => {
      const request = withKey("mine-00001", multipart([ORDERS]));
      const [first, second] = [await server.browser().inject(request), await server.browser().inject(request)];
      expect(second.json().source.id).not.toBe(first.json().source.id);
    });
  });
});

describe("after a day", () => {
  test("temporary uploads are gone for readers at once, and from disk after a restart and a sweep", async () => {
    const server = await openTestServer();
    const browser = server.browser();
    const { source } = (await browser.inject({ ...UPLOAD, ...multipart([ORDERS]) })).json();
    const folder = join(server.dataDir, "workspaces", source.workspaceId, "sources", source.id);
    server.clock.advance(DAY_MS - 1000);
    await server.sweeper.sweep();
    expect((await browser.inject({ method: "GET", url: `/api/v1/sources/${source.id}` })).statusCode).toBe(200);
    server.clock.advance(1000);
    expect((await browser.inject({ method: "GET", url: `/api/v1/sources/${source.id}` })).statusCode).toBe(404);
    expect(existsSync(folder)).toBe(true);

    const later = server.clock.now();
    const { dataDir } = server;
    await server.stop();
    const restarted = await openTestServer({ dataDir, startAt: later });
    await restarted.sweeper.sweep();
    expect(existsSync(folder)).toBe(false);
    await restarted.close();
  });
});
