import { type AddressInfo, connect, createServer as createPlainServer } from "node:net";
import { createServer, type Server } from "node:tls";
import type { Catalog, Driver, Frame, GuardPolicy, ProbeStep, RunLimits } from "@parlance/core";
import { DEFAULT_LIMITS, frameRows } from "@parlance/core";
import type { AggregateFn, Expr, Predicate, Query } from "@parlance/sql";
import { policyForCatalog, printSql } from "@parlance/sql";
import {
  comparableRows,
  isSkipped,
  makeCertificate,
  mongodbServer,
  openSqlite,
  type TestEngine,
  type TestServer,
} from "@parlance/testkit";
import { Binary, Decimal128, Double, Int32, Long, MongoClient, ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { mongodbConfig, readMongodbUrl } from "./config.ts";
import { mongodb } from "./index.ts";
import { fieldsOfPipeline } from "./read-command.ts";
import { plainDigits } from "./types.ts";

const STATUSES = ["paid", "open", "void"];
const COUNTRIES = ["NO", "SE", "DK", "FI"];
const COUNT = 240;
const outbound = createOutbound({ allowedNetworks: ["127.0.0.1/32"] });

interface Order {
  readonly id: number;
  readonly status: string;
  readonly country: string | null;
  readonly amount: number | null;
  readonly placed: string;
}

const ORDERS: readonly Order[] = Array.from({ length: COUNT }, (_, i) => ({
  id: i + 1,
  status: STATUSES[(i * 7) % 3] ?? "",
  country: i % 11 === 0 ? null : (COUNTRIES[(i * 5) % 4] ?? ""),
  amount: i % 13 === 0 ? null : ((i * 37) % 100) + 0.5,
  placed: new Date(Date.UTC(2024, 0, 1 + ((i * 3) % 366), i % 24)).toISOString().slice(0, 19),
}));

/** One value of each BSON type. */
const TYPES = {
  _id: new ObjectId("64a000000000000000000001"),
  int: new Int32(-2_147_483_648),
  long: Long.fromString("9223372036854775807"),
  double: new Double(0.1),
  decimal: Decimal128.fromString("12345678901234567890.1234"),
  text: "naïve 🦆",
  flag: true,
  at: new Date("2024-02-29T10:00:00.250Z"),
  bytes: new Binary(Buffer.from("abc")),
  list: [1, "a", null],
  nested: { city: "Oslo", point: { lat: 59.9 } },
};

const certificate = await makeCertificate("db.example");
if (certificate === null) process.stderr.write("Skipped: TLS of MongoDB. Install it with: apt-get install openssl\n");

let server: TestServer;
let driver: Driver;
let catalog: Catalog;
let policy: GuardPolicy;
let sqlite: TestEngine;

const configOf = (settings: Record<string, unknown> = {}) =>
  mongodbConfig.parse({ host: "127.0.0.1", port: server.port, database: "shop", tls: "off", ...settings });

describe.skipIf(isSkipped(mongodbServer))("MongoDB", () => {
  beforeAll(async () => {
    server = await mongodbServer.start();
    await fill();
    driver = await mongodb.open(configOf(), { outbound });
    catalog = await driver.introspect();
    policy = policyForCatalog({ ...catalog, tables: catalog.tables.filter(({ name }) => name !== "secrets") });
    sqlite = await openSqlite();
    await sqlite.load([
      {
        name: "orders",
        columns: [
          { name: "id", kind: "integer" },
          { name: "status", kind: "text" },
          { name: "country", kind: "text" },
          { name: "amount", kind: "double" },
          { name: "placed", kind: "timestamp" },
        ],
        rows: ORDERS.map(({ id, status, country, amount, placed }) => [
          id,
          status,
          country,
          amount,
          placed.replace("T", " "),
        ]),
      },
    ]);
  }, 180_000);

  afterAll(async () => {
    await driver?.close();
    await sqlite?.close();
    await server?.stop();
  });

  async function fill(): Promise<void> {
    const client = new MongoClient(`mongodb://127.0.0.1:${server.port}`);
    const db = client.db("shop");
    await db.collection<Record<string, unknown>>("orders").insertMany(
      ORDERS.map(({ id, placed, amount, country, ...order }) => ({
        ...order,
        _id: new ObjectId(),
        id,
        placed: new Date(`${placed}Z`),
        // What SQL calls NULL is a null in some documents and a missing field in others.
        ...(amount === null ? {} : { amount }),
        ...(country === null && id % 2 === 0 ? {} : { country }),
      })),
    );
    await db.collection<Record<string, unknown>>("kinds").insertOne({ ...TYPES });
    await db.collection("secrets").insertOne({ token: "canary" });
    await db.collection("mixed").insertMany([...Array.from({ length: 1_200 }, (_, i) => ({ n: i })), { n: "text" }]);
    await db.collection("orders").createIndex({ country: 1, placed: -1 }, { name: "by_country" });
    await db.collection("orders").createIndex({ id: 1 }, { name: "by_id", unique: true });
    await client.close();
  }

  const stream = (sql: string, limits: Partial<RunLimits> = {}, signal?: AbortSignal) =>
    driver.stream({ sql, policy, limits: { ...DEFAULT_LIMITS, ...limits } }, signal);

  async function read(sql: string, limits: Partial<RunLimits> = {}, signal?: AbortSignal) {
    const result = await stream(sql, limits, signal);
    const frames: Frame[] = [];
    for await (const frame of result.frames) frames.push(frame);
    return { columns: result.columns, rows: frames.flatMap(frameRows), frames, isTruncated: result.wasTruncated() };
  }

  describe("catalog", () => {
    test("tells what is indexed beside the key, and nothing of a collection without", () => {
      const indexesOf = (table: string) => catalog.tables.find(({ name }) => name === table)?.indexes;
      expect(indexesOf("orders")).toEqual([
        { name: "by_country", columns: ["country", "placed"], isUnique: false },
        { name: "by_id", columns: ["id"], isUnique: true },
      ]);
      expect(indexesOf("mixed")).toBeUndefined();
    });

    test("collections with their fields, nested documents opened, system collections left out", () => {
      const orders = catalog.tables.find(({ name }) => name === "orders");
      expect(orders?.rowCount).toBe(COUNT);
      expect(Object.fromEntries(orders?.columns.map(({ name, type }) => [name, type.kind]) ?? [])).toEqual({
        _id: "text",
        id: "integer",
        status: "text",
        country: "text",
        amount: "double",
        placed: "timestamptz",
      });
      const kinds = catalog.tables.find(({ name }) => name === "kinds");
      expect(kinds?.columns.map(({ name }) => name)).toContain("nested.point.lat");
      expect(orders?.columns.find(({ name }) => name === "amount")?.nullable).toBe(true);
      expect(orders?.columns.find(({ name }) => name === "_id")?.nullable).toBe(false);
    });

    test("distinct values of text fields, most frequent first", async () => {
      const lists = await driver.values();
      const status = lists.find(({ table, column }) => table === "orders" && column === "status");
      expect(status?.values.map(({ value }) => value).sort()).toEqual(["open", "paid", "void"]);
      expect(lists.some(({ column }) => column === "_id")).toBe(false);
    });

    test("the version changes with the collections and not with time", async () => {
      expect((await driver.introspect()).version).toBe(catalog.version);
    });
  });

  describe("values arrive exactly", () => {
    test.each([
      ["int", "integer", -2_147_483_648],
      ["long", "bigint", 9_223_372_036_854_775_807n],
      ["double", "double", 0.1],
      ["decimal", "decimal", "12345678901234567890.1234"],
      ["text", "text", "naïve 🦆"],
      ["flag", "boolean", true],
      ["at", "timestamptz", "2024-02-29T10:00:00.25Z"],
      ["_id", "text", "64a000000000000000000001"],
      ["list", "json", [1, "a", null]],
      ["nested", "json", { city: "Oslo", point: { lat: 59.9 } }],
    ] as const)("%s", async (field, kind, cell) => {
      const { columns, rows } = await read('{"find": "kinds"}');
      const at = columns.findIndex(({ name }) => name === field);
      expect([columns[at]?.type.kind, rows[0]?.[at]]).toEqual([kind, cell]);
    });

    test("binary", async () => {
      const { columns, rows } = await read('{"find": "kinds", "projection": {"_id": 0, "bytes": 1}}');
      expect(columns[0]?.type.kind).toBe("binary");
      expect(Buffer.from(Object(rows[0]?.[0])).toString()).toBe("abc");
    });

    test("a field that changes its type late is told, not guessed", async () => {
      const reading = read('{"find": "mixed", "sort": {"_id": 1}, "projection": {"_id": 0}}');
      await expect(reading).rejects.toMatchObject({ code: "SQL_TYPE_MISMATCH" });
    });
  });

  describe("the same question has the answer it has on SQLite", () => {
    test.each(named(QUESTIONS))("$name", async ({ query, isOrdered }) => {
      const command = printSql(query, catalog, "mongodb");
      const expected = await sqlite.query(printSql(query, catalog, "sqlite"));
      expect((await driver.check(command, policy)).isAllowed, command).toBe(true);
      const { rows } = await read(command);
      expect(comparableRows(rows, isOrdered), command).toEqual(comparableRows(expected, isOrdered));
    });

    test.each(named(OUT_OF_REACH))("$name has no pipeline over one collection, and says so", ({ query }) => {
      expect(() => printSql(query, catalog, "mongodb")).toThrow(
        expect.objectContaining({ code: "QUERY_NOT_EXPRESSIBLE" }),
      );
    });
  });

  describe("commands a person writes", () => {
    test.each([
      [
        "find",
        '{"find": "orders", "filter": {"status": "paid", "id": {"$lte": 10}}, "sort": {"id": 1}, "projection": {"_id": 0, "id": 1}}',
      ],
      ["count", '{"count": "orders", "query": {"status": "paid"}}'],
      ["distinct", '{"distinct": "orders", "key": "status"}'],
      ["aggregate", '{"aggregate": "orders", "pipeline": [{"$sortByCount": "$status"}], "cursor": {}}'],
    ])("%s runs", async (_name, command) => {
      expect((await read(command)).rows.length).toBeGreaterThan(0);
    });

    test.each([
      ["writes", '{"aggregate": "orders", "pipeline": [{"$out": "copy"}], "cursor": {}}'],
      ["a command that changes", '{"delete": "orders", "deletes": [{"q": {}, "limit": 0}]}'],
      ["JavaScript", '{"find": "orders", "filter": {"$where": "sleep(100) || true"}}'],
      ["a collection outside the policy", '{"find": "secrets"}'],
      [
        "a hidden look at it",
        '{"aggregate": "orders", "pipeline": [{"$lookup": {"from": "secrets", "as": "s", "pipeline": []}}], "cursor": {}}',
      ],
    ])("%s are refused by check and by stream", async (_name, command) => {
      expect((await driver.check(command, policy)).isAllowed).toBe(false);
      await expect(read(command)).rejects.toMatchObject({ code: expect.stringMatching(/^SQL_/) });
    });

    test("text that is no JSON is told what a query looks like", async () => {
      await expect(read("db.orders.find()")).rejects.toMatchObject({ message: expect.stringContaining("JSON object") });
    });
  });

  describe("limits", () => {
    const ALL =
      '{"aggregate": "mixed", "pipeline": [{"$project": {"_id": 0, "n": {"$toString": "$n"}}}], "cursor": {}}';

    test("rows", async () => {
      const cut = await read(ALL, { maxRows: 50 });
      expect([cut.rows.length, cut.isTruncated]).toEqual([50, true]);
      const whole = await read(ALL, { maxRows: 1_201 });
      expect([whole.rows.length, whole.isTruncated]).toEqual([1_201, false]);
    });

    test("bytes", async () => {
      const cut = await read(ALL, { maxBytes: 500 });
      expect(cut.isTruncated).toBe(true);
      expect(cut.rows.length).toBeLessThan(100);
    });

    test("a cell", async () => {
      const cut = await read('{"find": "kinds", "projection": {"text": 1, "_id": 0}}', { maxCellBytes: 8 });
      expect(cut.isTruncated).toBe(true);
      expect(Buffer.byteLength(String(cut.rows[0]?.[0]))).toBeLessThanOrEqual(8);
    });

    test("frames hold at most 2,048 rows", async () => {
      const { frames } = await read(ALL);
      expect(Math.max(...frames.map(({ rowCount }) => rowCount))).toBeLessThanOrEqual(2_048);
    });
  });

  describe("cancel and close", () => {
    test("before the start means that nothing starts", async () => {
      await expect(stream('{"find": "orders"}', {}, AbortSignal.abort())).rejects.toMatchObject({
        code: "QUERY_CANCELLED",
      });
    });

    test("in the middle of a stream ends it with QUERY_CANCELLED", async () => {
      const controller = new AbortController();
      const product =
        '{"aggregate": "mixed", "pipeline": [{"$project": {"_id": 0, "a": {"$range": [0, 20]}}}, {"$unwind": "$a"}], "cursor": {}}';
      const { frames } = await stream(product, {}, controller.signal);
      const reading = (async () => {
        for await (const _frame of frames) controller.abort();
      })();
      await expect(reading).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
      expect((await read('{"count": "orders"}')).rows).toEqual([[COUNT]]);
    });

    test("streams left early free their connection", async () => {
      for (let i = 0; i < 20; i++) {
        const { frames } = await stream('{"find": "mixed", "projection": {"_id": 1}}');
        for await (const _frame of frames) break;
      }
      expect((await read('{"count": "orders"}')).rows).toEqual([[COUNT]]);
    });

    test("close can be called twice, and nothing runs afterwards", async () => {
      const other = await mongodb.open(configOf(), { outbound });
      await other.close();
      await other.close();
      await expect(other.introspect()).rejects.toMatchObject({ code: "SOURCE_NOT_FOUND" });
    });
  });

  describe("connecting", () => {
    test("probe tells its steps and warns of an open line", async () => {
      const steps: ProbeStep[] = [];
      await mongodb.probe(configOf(), { outbound }, (step) => steps.push(step));
      expect(steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
        "resolve running",
        "resolve done",
        "connect warned",
        "sign-in running",
        "sign-in done",
        "tables running",
        "tables done",
      ]);
    });

    test("a closed port is SOURCE_UNREACHABLE within the promised time", async () => {
      const started = performance.now();
      const opening = mongodb.open(configOf({ port: 1 }), { outbound });
      await expect(opening).rejects.toMatchObject({ code: "SOURCE_UNREACHABLE" });
      expect(performance.now() - started).toBeLessThan(10_000);
    });

    test("an address that is not permitted is not connected to", async () => {
      const strict = createOutbound({ allowedNetworks: [] });
      await expect(mongodb.open(configOf(), { outbound: strict })).rejects.toMatchObject({
        code: "ADDRESS_NOT_ALLOWED",
      });
    });

    test("a server that speaks no TLS is told as such at once, and gets no secret", async () => {
      const received: Buffer[] = [];
      // MongoDB without TLS hangs up when it is greeted with it.
      const plain = createPlainServer((socket) => {
        socket.on("error", () => undefined);
        socket.once("data", (bytes) => {
          received.push(bytes);
          socket.destroy();
        });
      });
      await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
      // Listening on a port of the loopback interface, so the address is an AddressInfo.
      const { port } = plain.address() as AddressInfo;
      const opening = mongodb.open(configOf({ port, tls: "verify", user: "ann", password: "canary" }), { outbound });
      await expect(opening).rejects.toMatchObject({ code: "SOURCE_TLS_FAILED" });
      plain.close();
      expect(Buffer.concat(received).toString("latin1")).not.toMatch(/ann|canary/);
    });
  });

  describe.skipIf(certificate === null)("encryption", () => {
    let front: Server;
    const lookup = async () => [{ address: "127.0.0.1", family: 4 }];
    const named = createOutbound({ allowedNetworks: ["127.0.0.1/32"], lookup });

    beforeAll(async () => {
      front = createServer({ ...certificate }, (secure) => {
        const plain = connect(server.port, "127.0.0.1");
        for (const end of [secure, plain]) end.on("error", () => undefined);
        secure.pipe(plain).pipe(secure);
      });
      front.on("tlsClientError", () => undefined);
      await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
    });
    afterAll(() => void front.close());

    async function open(change: Record<string, unknown>): Promise<string> {
      // Listening on a port of the loopback interface, so the address is an AddressInfo.
      const { port } = front.address() as AddressInfo;
      // The setting that a form leaves alone is the one that verifies.
      const config = configOf({ host: "db.example", port, tls: undefined, ...change });
      await (await mongodb.open(config, { outbound: named })).close();
      return "opened";
    }

    test("works when authority and name are right, and without verification by choice", async () => {
      expect(await open({ ca: certificate?.cert })).toBe("opened");
      expect(await open({ tls: "unverified" })).toBe("opened");
    });

    test.each([
      ["an unknown authority", () => ({})],
      ["another name", () => ({ host: "evil.example", ca: certificate?.cert })],
    ])("is refused by default for %s", async (_name, change) => {
      await expect(open(change())).rejects.toMatchObject({ code: "SOURCE_TLS_FAILED" });
    });
  });
});

describe("settings", () => {
  test.each([
    ["two hosts", { host: "a,b" }],
    ["options behind the host", { host: "a/?tlsInsecure=true" }],
    ["a socket", { host: "/tmp/mongodb.sock" }],
    ["a user in the host", { host: "me@evil" }],
    ["a database with options", { database: "shop?authSource=x" }],
    ["an unknown field", { proxyHost: "evil" }],
  ])("%s is refused", (_name, settings) => {
    expect(mongodbConfig.safeParse({ host: "db.example.com", database: "shop", ...settings }).success).toBe(false);
  });

  test.each([
    [
      "mongodb://ann:p%40w@db.example.com:27018/shop?authSource=admin&tls=true&proxyHost=evil",
      {
        host: "db.example.com",
        port: 27_018,
        isSeedList: false,
        database: "shop",
        user: "ann",
        password: "p@w",
        authDatabase: "admin",
        tls: "verify",
      },
    ],
    [
      "mongodb+srv://c0.example.net/shop",
      { host: "c0.example.net", isSeedList: true, database: "shop", tls: "verify" },
    ],
    ["postgres://db/shop", null],
  ])("%s as fields", (url, fields) => expect(readMongodbUrl(url)).toEqual(fields));
});

describe("small readers", () => {
  test.each([
    ["1.5E+3", "1500"],
    ["-1E-3", "-0.001"],
    ["12.34E1", "123.4"],
    ["7", "7"],
  ])("decimal %s is %s", (text, digits) => expect(plainDigits(text)).toBe(digits));

  test.each([
    ["a projection", [{ $project: { _id: 0, a: 1, b: "$x" } }, { $sort: { a: 1 } }], ["a", "b"]],
    ["a group", [{ $group: { _id: "$a", n: { $sum: 1 } } }], ["_id", "n"]],
    ["an exclusion", [{ $project: { a: 0 } }], null],
    ["added fields", [{ $group: { _id: 1 } }, { $addFields: { x: 1 } }], null],
  ])("fields after %s", (_name, pipeline, fields) => expect(fieldsOfPipeline(pipeline)).toEqual(fields));
});

function column(name: string): Expr {
  return { kind: "column", table: "orders", column: name };
}

function text(value: string): Extract<Expr, { kind: "literal" }> {
  return { kind: "literal", value, type: "text" };
}

function number(value: number): Extract<Expr, { kind: "literal" }> {
  return { kind: "literal", value, type: "number" };
}

function figure(
  fn: AggregateFn,
  name?: string,
  more: { isDistinct?: boolean; where?: Predicate } = {},
): Extract<Expr, { kind: "aggregate" }> {
  return { kind: "aggregate", fn, arg: name === undefined ? { kind: "star", table: "orders" } : column(name), ...more };
}

function only(...exprs: Expr[]): Pick<Query, "select"> {
  return { select: exprs.map((expr) => ({ expr })) };
}

function equals(name: string, value: string): Predicate {
  return { kind: "compare", left: column(name), op: "=", right: text(value) };
}

function above(name: string, value: number): Predicate {
  return { kind: "compare", left: column(name), op: ">", right: number(value) };
}

const month = (): Expr => ({ kind: "bucket", unit: "month", of: column("placed") });

/** Declared as functions, so that they are there when the tests are collected. */
function named(queries: readonly NamedQuery[]) {
  return queries.map(([name, query, isOrdered = false]) => ({ name, query, isOrdered }));
}

type NamedQuery = readonly [name: string, query: Query, isOrdered?: boolean];

const QUESTIONS: readonly NamedQuery[] = [
  ["count of rows", only(figure("count"))],
  ["count of known values", only(figure("count", "amount"))],
  ["count of distinct values", only(figure("count", "country", { isDistinct: true }))],
  [
    "sum, average, smallest and largest",
    only(figure("sum", "amount"), figure("avg", "amount"), figure("min", "amount"), figure("max", "amount")),
  ],
  ["a condition on text", { ...only(figure("count")), where: equals("status", "paid") }],
  ["a condition on a number", { ...only(figure("count")), where: above("amount", 50) }],
  [
    "not equal leaves the unknown out",
    { ...only(figure("count")), where: { kind: "compare", left: column("country"), op: "!=", right: text("NO") } },
  ],
  ["not leaves the unknown out", { ...only(figure("count")), where: { kind: "not", item: equals("country", "NO") } }],
  ["is unknown", { ...only(figure("count")), where: { kind: "null", left: column("country") } }],
  ["is known", { ...only(figure("count")), where: { kind: "null", left: column("country"), isNegated: true } }],
  [
    "either of two",
    { ...only(figure("count")), where: { kind: "or", items: [equals("status", "paid"), above("amount", 90)] } },
  ],
  [
    "one of several",
    { ...only(figure("count")), where: { kind: "in", left: column("country"), values: [text("NO"), text("SE")] } },
  ],
  [
    "none of several",
    {
      ...only(figure("count")),
      where: { kind: "in", left: column("country"), values: [text("NO"), text("SE")], isNegated: true },
    },
  ],
  [
    "between",
    {
      ...only(figure("count")),
      where: { kind: "between", left: column("amount"), low: number(10), high: number(20.5) },
    },
  ],
  [
    "contains",
    { ...only(figure("count")), where: { kind: "like", left: column("status"), match: "contains", text: "AI" } },
  ],
  [
    "begins with",
    { ...only(figure("count")), where: { kind: "like", left: column("status"), match: "starts", text: "o" } },
  ],
  [
    "does not contain",
    {
      ...only(figure("count")),
      where: { kind: "like", left: column("country"), match: "contains", text: "N", isNegated: true },
    },
  ],
  [
    "a pattern",
    { ...only(figure("count")), where: { kind: "like", left: column("status"), match: "pattern", text: "_pen%" } },
  ],
  [
    "a range of dates",
    {
      ...only(figure("count")),
      where: { kind: "dateRange", left: column("placed"), from: "2024-02-01", to: "2024-03-01" },
    },
  ],
  ["by group", { ...only(column("status"), figure("sum", "amount")), groupBy: [column("status")] }],
  ["by group with the unknown", { ...only(column("country"), figure("count")), groupBy: [column("country")] }],
  [
    "by two groups",
    { ...only(column("status"), column("country"), figure("count")), groupBy: [column("status"), column("country")] },
  ],
  [
    "groups with a condition",
    {
      ...only(column("country"), figure("count")),
      groupBy: [column("country")],
      having: { kind: "compare", left: figure("count"), op: ">", right: number(53) },
    },
  ],
  [
    "by month, in order",
    { ...only(month(), figure("count")), groupBy: [month()], order: [{ expr: month(), direction: "asc" }] },
    true,
  ],
  [
    "by quarter",
    {
      ...only({ kind: "bucket", unit: "quarter", of: column("placed") }, figure("count")),
      groupBy: [{ kind: "bucket", unit: "quarter", of: column("placed") }],
    },
  ],
  [
    "by week",
    {
      ...only({ kind: "bucket", unit: "week", of: column("placed") }, figure("count")),
      groupBy: [{ kind: "bucket", unit: "week", of: column("placed") }],
    },
  ],
  // Not by weekday: the peer counts $dayOfWeek from Monday, MongoDB from Sunday.
  [
    "the first rows in order, the unknown last",
    {
      ...only(column("id"), column("amount")),
      order: [
        { expr: column("amount"), direction: "asc" },
        { expr: column("id"), direction: "asc" },
      ],
      limit: { count: 5 },
    },
    true,
  ],
  [
    "the last rows in order",
    {
      ...only(column("id")),
      order: [
        { expr: column("amount"), direction: "desc" },
        { expr: column("id"), direction: "asc" },
      ],
      limit: { count: 5, offset: 2 },
    },
    true,
  ],
  [
    "the largest group",
    {
      ...only(column("country")),
      groupBy: [column("country")],
      order: [{ expr: figure("sum", "amount"), direction: "desc" }],
      limit: { count: 1 },
    },
  ],
  [
    "all that share the first place",
    {
      ...only(column("id"), column("amount")),
      order: [{ expr: column("amount"), direction: "desc" }],
      limit: { count: 1, withTies: true },
    },
  ],
  [
    "the best two of each group",
    {
      ...only(column("status"), column("id")),
      order: [
        { expr: column("amount"), direction: "desc" },
        { expr: column("id"), direction: "asc" },
      ],
      limit: { count: 2, per: [column("status")] },
    },
  ],
  ["distinct values", { ...only(column("status")), isDistinct: true }],
  [
    "an aggregate over some rows",
    { ...only(figure("count"), figure("sum", "amount", { where: equals("status", "paid") })) },
  ],
  [
    "a ratio",
    only({
      kind: "arithmetic",
      op: "/",
      left: figure("count", undefined, { where: equals("status", "paid") }),
      right: figure("count"),
    }),
  ],
  [
    "arithmetic on columns",
    {
      ...only({ kind: "arithmetic", op: "*", left: column("amount"), right: number(2) }),
      order: [{ expr: column("id"), direction: "asc" }],
      limit: { count: 3 },
    },
    true,
  ],
  [
    "a group of groups",
    {
      ...only({ kind: "aggregate", fn: "avg", arg: { kind: "output", name: "n" } }),
      from: {
        select: [
          { expr: column("country"), alias: "c" },
          { expr: figure("count"), alias: "n" },
        ],
        groupBy: [column("country")],
      },
    },
  ],
];

const OUT_OF_REACH: readonly NamedQuery[] = [
  ["two collections", only(column("id"), { kind: "column", table: "kinds", column: "text" })],
  ["a share of the whole", { ...only({ kind: "total", of: figure("count") }), groupBy: [column("status")] }],
  ["a median", only(figure("median", "amount"))],
  [
    "a comparison with an average",
    {
      ...only(column("id")),
      where: {
        kind: "compare",
        left: column("amount"),
        op: ">",
        right: { kind: "scalar", query: only(figure("avg", "amount")) },
      },
    },
  ],
];
