import type { Driver, ProbeStep } from "@parlance/core";
import { isSkipped, mariadbServer, startTcpProxy, type TestServer } from "@parlance/testkit";
import type { Connection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readMysqlUrl } from "./config.ts";
import { HIGH, LOW, TABLES } from "./fixtures/extremes.ts";
import { adminOf, configOf, DATABASE, fill, NEEDS, rowsOf, streamOf } from "./fixtures/shop.ts";
import { mysql } from "./index.ts";
import { ask, openSession } from "./session.ts";

const ENDLESS = "SELECT a.id FROM contract_orders a, contract_orders b, contract_orders c";
const SLOW =
  "SELECT COUNT(*) FROM contract_orders a, contract_orders b, contract_orders c WHERE (a.id * b.id * c.id) % 7 = 3";
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(isSkipped(mariadbServer))("MariaDB", () => {
  let server: TestServer;
  let admin: Connection;
  let driver: Driver;

  beforeAll(async () => {
    server = await mariadbServer.start();
    await fill(server);
    admin = await adminOf(server, DATABASE);
    await admin.query(TABLES);
    driver = await mysql.open(configOf(server), NEEDS);
  }, 60_000);

  afterAll(async () => {
    await driver?.close();
    await admin?.end();
    await server?.stop();
  });

  /** Statements that run for the reader, as the server lists them. */
  async function running(): Promise<number> {
    const [rows] = await admin.query(
      "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'parlance' AND COMMAND = 'Query'",
    );
    return Number(JSON.parse(JSON.stringify(rows))[0][0]);
  }

  async function areRunning(count: number, withinMs: number): Promise<boolean> {
    const until = performance.now() + withinMs;
    while (performance.now() < until) {
      if ((await running()) === count) return true;
      await sleep(50);
    }
    return false;
  }
  const allGone = (withinMs: number): Promise<boolean> => areRunning(0, withinMs);

  describe("values", () => {
    test("of every native type arrive exactly, smallest and largest", async () => {
      const [low, high, none] = await rowsOf(driver, "SELECT * FROM extremes ORDER BY id");
      expect(low).toEqual(LOW);
      expect(high).toEqual(HIGH);
      expect(none).toEqual([3, ...Array.from({ length: HIGH.length - 1 }, () => null)]);
    });

    test("have the type in a result that they have in the catalog", async () => {
      const table = (await driver.introspect()).tables.find(({ name }) => name === "extremes");
      const { columns } = await streamOf(driver, "SELECT * FROM extremes");
      const kinds = (list: readonly { name: string; type: { kind: string } }[] = []) =>
        list.map(({ name, type }) => [name, type.kind]);
      expect(kinds(columns)).toEqual(kinds(table?.columns));
      expect(table?.columns.find(({ name }) => name === "amount")?.type).toMatchObject({ precision: 65, scale: 30 });
    });

    test("of no real date are empty", async () => {
      expect(await rowsOf(driver, "SELECT d, dt, ts FROM zero_dates ORDER BY id")).toEqual([
        [null, null, null],
        [null, null, null],
        ["2024-02-29", "2024-02-29T10:00:00", "2024-02-29T10:00:00Z"],
      ]);
    });

    test("with names that repeat or are missing get names of their own", async () => {
      const { columns } = await streamOf(driver, "SELECT 1 AS a, 2 AS a, 3 AS A, '' FROM DUAL");
      expect(new Set(columns.map(({ name }) => name.toLowerCase())).size).toBe(4);
    });

    test("in very many columns all arrive", async () => {
      const list = Array.from({ length: 3_000 }, (_, i) => `${i} AS c${i}`).join(", ");
      const [row] = await rowsOf(driver, `SELECT ${list}`);
      expect(row?.length).toBe(3_000);
      expect(row?.at(-1)).toBe(2_999);
    });

    test("of many megabytes are cut at their limit, in the middle of no character", async () => {
      const { frames, wasTruncated } = await streamOf(driver, "SELECT REPEAT('é', 3000000), 1", {
        maxCellBytes: 1_001,
      });
      for await (const frame of frames) expect(frame.data).toEqual([["é".repeat(500)], [1]]);
      expect(wasTruncated()).toBe(true);
    });
  });

  describe("the catalog", () => {
    test("tells keys, comments, views and types", async () => {
      const { tables, dialect } = await driver.introspect();
      expect(dialect).toBe("mysql");
      const child = tables.find(({ name }) => name === "child");
      expect(child).toMatchObject({
        kind: "table",
        comment: "what belongs to a parent",
        primaryKey: ["a", "b"],
        primaryKeyOrigin: "declared",
        foreignKeys: [
          { columns: ["parent_a", "parent_b"], refTable: "parent", refColumns: ["a", "b"], origin: "declared" },
        ],
        rowCount: 1,
      });
      expect(child?.columns[2]).toMatchObject({ name: "parent_a", nullable: true, comment: "first half" });
      expect(tables.find(({ name }) => name === "a view")).toMatchObject({ kind: "view" });
      expect(tables.map(({ name }) => name)).not.toContain("tables");
    });

    test("tells what is indexed", async () => {
      await admin.query(
        "CREATE TABLE sorted (id INT PRIMARY KEY, a INT, b INT, UNIQUE both_once (b, a), INDEX by_a (a))",
      );
      const { tables } = await driver.introspect();
      expect(tables.find(({ name }) => name === "sorted")?.indexes).toEqual([
        { name: "both_once", columns: ["b", "a"], isUnique: true },
        { name: "by_a", columns: ["a"], isUnique: false },
      ]);
      await admin.query("DROP TABLE sorted");
    });

    test("goes on where a view is broken or a table may not be read", async () => {
      await admin.query("CREATE TABLE gone (a INT); CREATE VIEW broken AS SELECT a FROM gone; DROP TABLE gone");
      const { tables } = await driver.introspect();
      expect(tables.find(({ name }) => name === "broken")).toMatchObject({ kind: "view" });
      expect((await driver.values()).length).toBeGreaterThan(0);
      await admin.query("DROP VIEW broken");
    });

    test("shows a few rows of each table", async () => {
      const { tables } = await driver.introspect();
      expect(tables.find(({ name }) => name === "contract_orders")?.samples?.[0]).toEqual([
        1,
        "customer 0",
        "1.25",
        "2024-01-01",
        "note 1",
      ]);
    });

    test("changes its version with a table", async () => {
      const before = (await driver.introspect()).version;
      await admin.query("CREATE TABLE passing (a INT)");
      const during = (await driver.introspect()).version;
      await admin.query("DROP TABLE passing");
      expect([during === before, (await driver.introspect()).version]).toEqual([false, before]);
    });
  });

  describe("the session", () => {
    test("is read-only for a user who may do everything, whatever the guard would say", async () => {
      const config = configOf(server, { user: server.user, password: server.password });
      for (const sql of ROOT_WRITES) {
        const { connection } = await openSession(config, NEEDS.outbound, 5_000);
        await expect(ask(connection, sql), sql).rejects.toMatchObject({ errno: 1792 });
        connection.destroy();
      }
    });

    test("takes one statement only, and no file of ours", async () => {
      const { connection } = await openSession(configOf(server), NEEDS.outbound, 5_000);
      await expect(ask(connection, "SELECT 1; SELECT 2")).rejects.toMatchObject({ errno: 1064 });
      await expect(
        ask(connection, "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE contract_orders"),
      ).rejects.toThrow();
      connection.destroy();
    });

    test("ends a statement by itself when its client is gone", async () => {
      const { connection } = await openSession(configOf(server), NEEDS.outbound, 1_000);
      ask(connection, SLOW).catch(() => undefined);
      await sleep(300);
      connection.destroy();
      expect(await allGone(3_000)).toBe(true);
    });

    test("of one statement leaves nothing to the next", async () => {
      const zone = "SELECT @@time_zone";
      const first = await openSession(configOf(server), NEEDS.outbound, 5_000);
      await ask(first.connection, "SET time_zone = '+05:00'");
      first.connection.destroy();
      const second = await openSession(configOf(server), NEEDS.outbound, 5_000);
      expect(await ask(second.connection, zone)).toEqual([["+00:00"]]);
      second.connection.destroy();
    });
  });

  describe("faults", () => {
    test("9: a connection that breaks in the middle is SOURCE_CONNECTION_LOST, and the next statement works", async () => {
      const proxy = await startTcpProxy(server);
      const proxied = await mysql.open(configOf({ ...server, port: proxy.port }), NEEDS);
      const { frames } = await streamOf(proxied, ENDLESS, { maxRows: 1e9, maxBytes: 1e12 });
      const reading = (async () => {
        for await (const _frame of frames) proxy.reset();
      })();
      await expect(reading).rejects.toMatchObject({ code: "SOURCE_CONNECTION_LOST" });
      expect(await rowsOf(proxied, "SELECT 1")).toEqual([[1]]);
      await proxied.close();
      await proxy.close();
      expect(await allGone(5_000)).toBe(true);
    });

    test("9: a connection that breaks before the first row is tried once more", async () => {
      const proxy = await startTcpProxy(server);
      const proxied = await mysql.open(configOf({ ...server, port: proxy.port }), NEEDS);
      const before = proxy.count();
      const slow = streamOf(
        proxied,
        "SELECT COUNT(*) FROM contract_orders a, contract_orders b WHERE a.id * b.id % 7 = 3",
      );
      expect(await areRunning(1, 5_000)).toBe(true);
      proxy.reset();
      for await (const frame of (await slow).frames) expect(frame.rowCount).toBe(1);
      expect(proxy.count() - before).toBe(2);
      await proxied.close();
      await proxy.close();
    });

    test("9: a server that kills the connection is SOURCE_CONNECTION_LOST", async () => {
      const { frames } = await streamOf(driver, ENDLESS, { maxRows: 1e9, maxBytes: 1e12 });
      const reading = (async () => {
        for await (const _frame of frames) {
          await admin.query("KILL USER 'parlance'");
        }
      })();
      await expect(reading).rejects.toMatchObject({ code: "SOURCE_CONNECTION_LOST" });
    });

    test("10: a server that takes the connection and says nothing is told within 5 s", async () => {
      const proxy = await startTcpProxy(server);
      proxy.silence();
      const started = performance.now();
      await expect(mysql.open(configOf({ ...server, port: proxy.port }), NEEDS)).rejects.toMatchObject({
        code: "SOURCE_UNREACHABLE",
      });
      expect(performance.now() - started).toBeLessThan(7_000);
      await proxy.close();
    });

    test("10: a connection that goes silent ends at the statement's own time, and others go on", async () => {
      const proxy = await startTcpProxy(server);
      const proxied = await mysql.open(configOf({ ...server, port: proxy.port }), NEEDS);
      const waiting = streamOf(proxied, SLOW, { timeoutMs: 1_500 });
      const outcome = expect(waiting).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
      expect(await areRunning(1, 5_000)).toBe(true);
      proxy.silence();
      expect(await rowsOf(driver, "SELECT 1")).toEqual([[1]]);
      await outcome;
      await proxied.close();
      await proxy.close();
      // KILL cannot get through either; the limit that was set at the server ends the statement there.
      expect(await allGone(4_000)).toBe(true);
    });

    test("10: nobody listens: SOURCE_UNREACHABLE at once", async () => {
      await expect(mysql.open(configOf({ host: "127.0.0.1", port: 1 }), NEEDS)).rejects.toMatchObject({
        code: "SOURCE_UNREACHABLE",
      });
    });

    test("12: a cancelled statement is gone from the server within 2 s", async () => {
      const controller = new AbortController();
      const waiting = streamOf(driver, SLOW, {}, controller.signal);
      const outcome = expect(waiting).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
      expect(await areRunning(1, 5_000)).toBe(true);
      controller.abort();
      await outcome;
      expect(await allGone(2_000)).toBe(true);
    });

    test("12: a stream that its reader leaves is gone from the server within 2 s", async () => {
      const { frames } = await streamOf(driver, ENDLESS, { maxRows: 1e9, maxBytes: 1e12 });
      for await (const _frame of frames) break;
      expect(await allGone(2_000)).toBe(true);
    });

    test("12: closing the source ends what runs", async () => {
      const other = await mysql.open(configOf(server), NEEDS);
      const outcome = expect(streamOf(other, SLOW)).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
      expect(await areRunning(1, 5_000)).toBe(true);
      await other.close();
      await outcome;
      expect(await allGone(2_000)).toBe(true);
      await expect(rowsOf(other, "SELECT 1")).rejects.toMatchObject({ name: "AppError" });
    });

    test("13: a reader that stops costs no memory, and its time ends the statement", async () => {
      const { frames } = await streamOf(driver, ENDLESS, { maxRows: 1e9, maxBytes: 1e12, timeoutMs: 3_000 });
      const reader = frames[Symbol.asyncIterator]();
      await reader.next();
      const before = process.memoryUsage().rss;
      await sleep(2_000);
      expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
      await sleep(1_500);
      expect(await allGone(2_000)).toBe(true);
      await expect(readOn(reader)).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
    });

    test("a wrong password, an unknown database and a missing right are told apart", async () => {
      const open = (more: object) => mysql.open(configOf(server, more), NEEDS);
      await expect(open({ password: "x" })).rejects.toMatchObject({ code: "SOURCE_SIGN_IN_FAILED" });
      await expect(open({ database: "nope" })).rejects.toMatchObject({
        code: expect.stringMatching(/SOURCE_(CONFIG_INVALID|RIGHTS_MISSING)/),
      });
      await expect(open({ tls: "verify" })).rejects.toMatchObject({ code: "SOURCE_TLS_FAILED" });
      await expect(open({ tls: "unverified" })).rejects.toMatchObject({ code: "SOURCE_TLS_FAILED" });
    });
  });

  describe("before a statement runs", () => {
    test("its cost is estimated without running it", async () => {
      const policy = { tables: [], allTables: true };
      const small = await driver.estimate?.("SELECT * FROM contract_orders WHERE id = 1", policy);
      const large = await driver.estimate?.(ENDLESS, policy);
      expect(small?.rows).toBe(1);
      expect(large?.rows).toBeGreaterThan(1e9);
      expect(large?.plan).toContain("index");
      await expect(async () => driver.estimate?.("DELETE FROM contract_orders", policy)).rejects.toMatchObject({
        code: "SQL_REFUSED",
      });
    });

    test("tables of other databases are refused, and names keep their case", async () => {
      const policy = { tables: [{ name: "contract_orders", columns: [] }] };
      const allowed = async (sql: string) => (await driver.check(sql, policy)).isAllowed;
      expect(await allowed(`SELECT 1 FROM ${DATABASE}.contract_orders`)).toBe(true);
      expect(await allowed("SELECT 1 FROM other.contract_orders")).toBe(false);
      expect(await allowed("SELECT 1 FROM CONTRACT_ORDERS")).toBe(false);
    });
  });

  describe("the connection test", () => {
    async function probe(more: object): Promise<readonly ProbeStep[]> {
      const steps: ProbeStep[] = [];
      const report = (step: ProbeStep): void => void steps.push(step);
      await mysql.probe(configOf(server, more), NEEDS, report).catch(() => undefined);
      return steps.filter(({ state }) => state !== "running");
    }

    test("goes step by step for a user who only reads", async () => {
      expect((await probe({})).map(({ id, state }) => `${id} ${state}`)).toEqual([
        "resolve done",
        "connect warned",
        "sign-in done",
        "rights done",
        "tables done",
      ]);
    });

    test("warns of rights that it does not need", async () => {
      const steps = await probe({ user: server.user, password: server.password });
      const warning = steps.find(({ id, state }) => id === "rights" && state === "warned");
      expect(warning).toMatchObject({
        message: expect.stringContaining("ALL PRIVILEGES"),
        hint: expect.stringContaining(`GRANT SELECT ON \`${DATABASE}\`.*`),
      });
    });

    test("says which step failed, and names no user", async () => {
      const steps = await probe({ password: "wrong" });
      expect(steps.at(-1)).toMatchObject({ id: "sign-in", state: "failed" });
      expect(JSON.stringify(steps)).not.toMatch(/parlance'@|wrong/);
    });
  });
});

async function readOn(reader: AsyncIterator<unknown>): Promise<void> {
  while (!(await reader.next()).done);
}

describe("a pasted URL", () => {
  test.each([
    [
      "mysql://ann:p%40ss@db.example.com:3307/shop",
      { host: "db.example.com", port: 3307, database: "shop", user: "ann", password: "p@ss", tls: "verify" },
    ],
    ["mariadb://db/shop?ssl-mode=DISABLED", { host: "db", database: "shop", tls: "off" }],
    ["jdbc:mysql://db:3306/shop?allowMultiQueries=true", { host: "db", port: 3306, database: "shop", tls: "verify" }],
    ["mysql://[::1]:3306/a", { host: "::1", port: 3306, database: "a", tls: "verify" }],
    ["mysql://db/shop?socketPath=/tmp/x&flags=LOCAL_FILES", { host: "db", database: "shop", tls: "verify" }],
    ["postgres://db/shop", null],
    ["not a url", null],
  ])("%s", (url, fields) => {
    expect(readMysqlUrl(url)).toEqual(fields);
  });
});

const ROOT_WRITES = [
  "DELETE FROM contract_orders",
  "UPDATE contract_orders SET id = 1",
  "INSERT INTO contract_orders (id) VALUES (0)",
  "DROP TABLE contract_orders",
  "TRUNCATE contract_orders",
  "ALTER TABLE contract_orders ADD x INT",
  "CREATE TABLE x (a INT)",
  "CREATE USER evil",
];
