import { readFileSync } from "node:fs";
import {
  CONTRACT_TABLE,
  type ConnectorFixture,
  contractRows,
  describeConnectorContract,
  FORBIDDEN_TABLE,
  isTrinoSkipped,
  type TestServer,
  trinoServer,
} from "@parlance/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { openSourceFixture } from "../process/fixture.ts";
import { trinoConfig } from "./config.ts";
import { openTrino, probeTrino } from "./driver.ts";
import { TrinoProtocol } from "./protocol.ts";

const isSkipped = isTrinoSkipped();
/** A Java server on a busy machine. */
const START_WITHIN_MS = 600_000;
const outbound = createOutbound({ allowedNetworks: ["127.0.0.1"] });

const configFor = ({ port }: TestServer, catalog = "memory", schema = "default") =>
  trinoConfig.parse({ host: "127.0.0.1", port, tls: "off", user: "parlance", catalog, schema });

const protocolOf = (server: TestServer) => new TrinoProtocol(configFor(server), outbound);

async function execute(server: TestServer, ...statements: readonly string[]): Promise<void> {
  for (const sql of statements) await protocolOf(server).rows({ sql, timeoutMs: 60_000 });
}

/** Right after its start the server has no node to run anything on yet. */
async function startTrino(): Promise<TestServer> {
  const server = await trinoServer.start();
  const deadline = Date.now() + START_WITHIN_MS / 2;
  for (;;) {
    try {
      await execute(server, "SELECT count(*) FROM tpch.tiny.nation");
      return server;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

function contractStatements(): string[] {
  const values = contractRows().map(({ id, customer, amount, day, note }) => {
    const text = note === null ? "NULL" : `'${note}'`;
    return `(${id}, '${customer}', DECIMAL '${amount}', DATE '${day}', ${text})`;
  });
  const inserts = Array.from({ length: 10 }, (_, i) => {
    const rows = values.slice(i * 500, (i + 1) * 500).join(", ");
    return `INSERT INTO memory.default.${CONTRACT_TABLE} VALUES ${rows}`;
  });
  return [
    `CREATE TABLE memory.default.${CONTRACT_TABLE} (id bigint, customer varchar, amount decimal(12,2), day date, note varchar)`,
    ...inserts,
    `CREATE TABLE memory.default.${FORBIDDEN_TABLE} AS SELECT 'root' AS name, 'canary' AS token`,
  ];
}

async function openFixture(server: TestServer): Promise<ConnectorFixture> {
  await execute(server, ...contractStatements());
  const sources = await openSourceFixture();
  const connection = await sources.open("trino", configFor(server));
  return {
    connection,
    types: TYPES,
    sql: {
      slow: `SELECT count(*) AS n FROM ${SEQUENCE} a(x), ${SEQUENCE} b(y), ${SEQUENCE} c(z) WHERE (x * y * z) % 7 = 3`,
      endless: `SELECT a.x FROM ${SEQUENCE} a(x), ${SEQUENCE} b(y)`,
      hugeCell: "SELECT rpad('x', 6000000, 'x') AS cell",
      writes: WRITES,
    },
    async close() {
      await connection.close();
      await sources.close();
    },
  };
}

const isOld = ({ version }: TestServer): boolean => Number.parseInt(version, 10) < 400;

const SEQUENCE = "UNNEST(sequence(1, 10000))";

const WRITES = [
  `INSERT INTO ${CONTRACT_TABLE} SELECT * FROM ${CONTRACT_TABLE}`,
  `DELETE FROM ${CONTRACT_TABLE}`,
  `DROP TABLE ${CONTRACT_TABLE}`,
  `TRUNCATE TABLE ${CONTRACT_TABLE}`,
  "CREATE TABLE copied AS SELECT 1 AS x",
  "CREATE VIEW copied AS SELECT 1 AS x",
  `ALTER TABLE ${CONTRACT_TABLE} RENAME TO other`,
  `EXPLAIN ANALYZE DELETE FROM ${CONTRACT_TABLE}`,
  "SET SESSION query_max_run_time = '1d'",
  "CALL system.runtime.kill_query('x', 'y')",
  "PREPARE p FROM SELECT 1",
  "EXECUTE IMMEDIATE 'SELECT 1'",
  "SELECT * FROM TABLE(system.query(query => 'SELECT 1'))",
  `SELECT 1; DELETE FROM ${CONTRACT_TABLE}`,
];

const TYPES: ConnectorFixture["types"] = [
  { name: "boolean", expression: "true", kind: "boolean", cell: true },
  { name: "tinyint", expression: "TINYINT '-128'", kind: "integer", cell: -128 },
  { name: "integer", expression: "INTEGER '-2147483648'", kind: "integer", cell: -2147483648 },
  { name: "bigint", expression: "9223372036854775807", kind: "bigint", cell: 9223372036854775807n },
  { name: "least bigint", expression: "BIGINT '-9223372036854775808'", kind: "bigint", cell: -9223372036854775808n },
  {
    name: "decimal",
    expression: "DECIMAL '12345678901234567890123456789012345678'",
    kind: "decimal",
    cell: "12345678901234567890123456789012345678",
  },
  { name: "decimal places", expression: "DECIMAL '-0.10'", kind: "decimal", cell: "-0.10" },
  { name: "double", expression: "DOUBLE '1.7976931348623157E308'", kind: "double", cell: 1.7976931348623157e308 },
  { name: "infinity", expression: "-infinity()", kind: "double", cell: Number.NEGATIVE_INFINITY },
  { name: "real", expression: "REAL '1.5'", kind: "double", cell: 1.5 },
  { name: "text", expression: "'naïve 🦆 1234567890123456789'", kind: "text", cell: "naïve 🦆 1234567890123456789" },
  { name: "char", expression: "CAST('ab' AS char(4))", kind: "text", cell: "ab  " },
  { name: "date", expression: "DATE '0001-01-01'", kind: "date", cell: "0001-01-01" },
  { name: "time", expression: "TIME '23:59:59.999999'", kind: "time", cell: "23:59:59.999999" },
  { name: "timestamp", expression: "TIMESTAMP '9999-12-31 23:59:59'", kind: "timestamp", cell: "9999-12-31T23:59:59" },
  {
    name: "fine timestamp",
    expression: "TIMESTAMP '2024-01-01 00:00:00.123456'",
    kind: "timestamp",
    cell: "2024-01-01T00:00:00.123456",
  },
  {
    name: "finer timestamp",
    expression: "TIMESTAMP '2024-01-01 00:00:00.123456789'",
    kind: "unknown",
    cell: "2024-01-01 00:00:00.123456789",
  },
  {
    name: "instant at an offset",
    expression: "TIMESTAMP '2024-06-01 12:00:00.5 +05:30'",
    kind: "timestamptz",
    cell: "2024-06-01T06:30:00.500000Z",
  },
  {
    name: "instant in a zone",
    expression: "TIMESTAMP '2024-06-01 12:00:00 Europe/Berlin'",
    kind: "timestamptz",
    cell: "2024-06-01T10:00:00Z",
  },
  {
    name: "interval of days",
    expression: "INTERVAL '3 04:05:06.7' DAY TO SECOND",
    kind: "interval",
    cell: "P3DT4H5M6.7S",
  },
  { name: "interval of months", expression: "INTERVAL '-2-3' YEAR TO MONTH", kind: "interval", cell: "P-2Y-3M" },
  {
    name: "uuid",
    expression: "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'",
    kind: "uuid",
    cell: "12151fd2-7586-11e9-8f9e-2a86e4085a59",
  },
  { name: "json", expression: `JSON '{"a": [1, null, "x"]}'`, kind: "json", cell: { a: [1, null, "x"] } },
  { name: "binary", expression: "X'00ff'", kind: "binary", cell: Uint8Array.from([0, 255]) },
  { name: "list", expression: "ARRAY[1, 2, NULL]", kind: "list", cell: [1, 2, null] },
  { name: "list of decimals", expression: "ARRAY[DECIMAL '1.10']", kind: "list", cell: ["1.10"] },
  { name: "row", expression: "CAST(ROW(1, 'x') AS row(a bigint, b varchar))", kind: "struct", cell: { a: 1, b: "x" } },
  { name: "map", expression: "map(ARRAY['k'], ARRAY[DATE '2024-01-01'])", kind: "struct", cell: { k: "2024-01-01" } },
];

describe.skipIf(isSkipped)("against a real Trino (npm run test:trino)", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTrino();
  }, START_WITHIN_MS);
  afterAll(async () => server?.stop());

  describeConnectorContract("trino", () => openFixture(server));

  describe("what is peculiar to Trino", () => {
    const open = (catalog?: string, schema?: string) => openTrino(configFor(server, catalog, schema), { outbound });
    const running = async (text: string) => {
      const sql = `SELECT count(*) FROM system.runtime.queries WHERE state = 'RUNNING' AND query LIKE '%${text}%' AND query NOT LIKE '%runtime%'`;
      return Number((await protocolOf(server).rows({ sql, timeoutMs: 10_000 }))[0]?.[0]);
    };

    test("lists a catalog of many schemas, tells its tables apart and counts their rows", async () => {
      const driver = await open("tpch", "");
      const { tables } = await driver.introspect();
      const tiny = tables.find(({ schema, nativeName }) => schema === "tiny" && nativeName === "nation");
      expect(tiny).toMatchObject({ name: "tiny.nation", kind: "table", rowCount: 25 });
      expect(tiny?.columns.map(({ name, type }) => [name, type.kind])).toEqual([
        ["nationkey", "bigint"],
        ["name", "text"],
        ["regionkey", "bigint"],
        ["comment", "text"],
      ]);
    });

    test("reads comments of tables and columns", async (context) => {
      // The memory connector of old releases keeps none.
      if (isOld(server)) context.skip();
      await execute(server, "CREATE TABLE memory.default.noted (a bigint COMMENT 'of a') COMMENT 'of the table'");
      const { tables } = await (await open()).introspect();
      const noted = tables.find(({ name }) => name === "noted");
      expect([noted?.comment, noted?.columns[0]?.comment]).toEqual(["of the table", "of a"]);
    });

    test("tells what views read", async () => {
      await execute(
        server,
        "CREATE SCHEMA memory.seen",
        "CREATE TABLE memory.seen.pay AS SELECT 1 AS amount",
        "CREATE VIEW memory.seen.over_pay AS SELECT amount FROM memory.seen.pay",
        "CREATE VIEW memory.seen.over_that AS SELECT max(amount) AS most FROM memory.seen.over_pay",
        "CREATE VIEW memory.seen.of_nothing AS SELECT 1 AS x",
        "CREATE VIEW memory.seen.from_afar AS SELECT name FROM tpch.tiny.nation",
      );
      const { tables } = await (await open("memory", "seen")).introspect();
      expect(tables.map(({ name, reads }) => [name, reads])).toEqual([
        ["from_afar", "unknown"],
        ["of_nothing", []],
        ["over_pay", ["pay"]],
        ["over_that", ["over_pay"]],
        ["pay", undefined],
      ]);
    });

    test("estimates bytes and rows without running anything", async () => {
      const policy = { tables: [{ name: "lineitem", schema: "tiny", columns: [] }] };
      const estimate = await (await open("tpch", "")).estimate?.("SELECT * FROM tiny.lineitem;", policy);
      expect(estimate?.rows).toBeGreaterThan(50_000);
      expect(estimate?.plan).toMatch(/lineitem/);
    });

    test("a cancelled statement is gone from the server within 2 s", async () => {
      const driver = await open();
      const controller = new AbortController();
      const sql = `SELECT count(*) AS cancelled_here FROM ${SEQUENCE} a(x), ${SEQUENCE} b(y), ${SEQUENCE} c(z)`;
      const limits = { maxRows: 10, maxBytes: 1e6, maxCellBytes: 1e6, timeoutMs: 60_000 };
      const streaming = driver.stream({ sql, policy: { tables: [] }, limits }, controller.signal);
      const outcome = expect(
        (async () => {
          for await (const _frame of (await streaming).frames);
        })(),
      ).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
      await expect.poll(() => running("cancelled_here"), { timeout: 20_000 }).toBe(1);
      const cancelled = Date.now();
      controller.abort();
      await outcome;
      await expect.poll(() => running("cancelled_here"), { timeout: 10_000, interval: 100 }).toBe(0);
      expect(Date.now() - cancelled).toBeLessThan(5_000);
    });

    test("the probe tells its steps", async () => {
      const steps: string[] = [];
      await probeTrino(configFor(server, "tpch", "tiny"), { outbound }, ({ id, state }) =>
        steps.push(`${id} ${state}`),
      );
      expect(steps.filter((step) => step.endsWith("done"))).toEqual([
        "resolve done",
        "connect done",
        "sign-in done",
        "tables done",
      ]);
    });

    test("the guard's own reads run", async () => {
      const tables = readFileSync(new URL("../../../sql/src/guard/trino/fixtures/tables.sql", import.meta.url), "utf8");
      await execute(server, ...tables.split(";\n").filter((sql) => sql.trim() !== ""));
      const { READS } = await import("../../../sql/src/guard/trino/fixtures/reads.ts");
      const driver = await open("memory", "shop");
      const policy = { tables: [], allTables: true };
      const limits = { maxRows: 100, maxBytes: 1e6, maxCellBytes: 1e6, timeoutMs: 60_000 };
      const failed: string[] = [];
      for (const [kind, reads] of Object.entries(READS)) {
        // The memory connector keeps no past.
        if (kind === "the past of a table") continue;
        for (const sql of reads) {
          try {
            for await (const _frame of (await driver.stream({ sql, policy, limits })).frames);
          } catch (error) {
            failed.push(`${sql}: ${error instanceof Error ? error.message : String(error)}`);
          }
        }
      }
      // Releases before 381 have neither TABLE(...) functions nor the JSON functions of the standard.
      expect(
        failed.filter((line) => !isOld(server) || !/TABLE\(|JSON_TABLE|json_|1_000_000|trim\(BOTH/.test(line)),
      ).toEqual([]);
    }, 300_000);
  });
});
