import { BigQuery } from "@google-cloud/bigquery";
import {
  BigqueryPeer,
  CONTRACT_TABLE,
  type ConnectorFixture,
  contractRows,
  PEER_DATASET as DATASET,
  describeConnectorContract,
  FORBIDDEN_TABLE,
  type PeerTable,
  PEER_PROJECT as PROJECT,
} from "@parlance/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { openSourceFixture } from "../process/fixture.ts";
import { bigqueryConfig, readBigqueryUrl } from "./config.ts";
import { openBigquery, probeBigquery } from "./driver.ts";
import { dataTypeOf, readCell } from "./types.ts";

const TABLES: readonly PeerTable[] = [
  {
    dataset: DATASET,
    id: CONTRACT_TABLE,
    type: "TABLE",
    fields: [
      { name: "id", type: "INTEGER", mode: "REQUIRED" },
      { name: "customer", type: "STRING", description: "who bought" },
      { name: "amount", type: "NUMERIC", precision: "12", scale: "2" },
      { name: "day", type: "DATE" },
      { name: "note", type: "STRING" },
    ],
    more: {
      description: "orders of the contract",
      tableConstraints: {
        primaryKey: { columns: ["id"] },
        foreignKeys: [
          {
            referencedTable: { projectId: PROJECT, datasetId: DATASET, tableId: FORBIDDEN_TABLE },
            columnReferences: [{ referencingColumn: "customer", referencedColumn: "name" }],
          },
        ],
      },
    },
  },
  {
    dataset: DATASET,
    id: FORBIDDEN_TABLE,
    type: "TABLE",
    fields: [
      { name: "name", type: "STRING" },
      { name: "token", type: "STRING" },
    ],
  },
  { dataset: DATASET, id: "contract_view", type: "VIEW", fields: [{ name: "id", type: "INTEGER" }] },
];

const STATEMENTS = [
  `CREATE TABLE ${CONTRACT_TABLE} (id BIGINT, customer VARCHAR, amount DECIMAL(12,2), day DATE, note VARCHAR)`,
  `INSERT INTO ${CONTRACT_TABLE} VALUES ${contractRows()
    .map(
      ({ id, customer, amount, day, note }) =>
        `(${id}, '${customer}', ${amount}, '${day}', ${note === null ? "NULL" : `'${note}'`})`,
    )
    .join(", ")}`,
  `CREATE TABLE ${FORBIDDEN_TABLE} AS SELECT 'root' AS name, 'canary' AS token`,
  `CREATE VIEW contract_view AS SELECT id FROM ${CONTRACT_TABLE}`,
];

const settings = (peer: BigqueryPeer, endpoint: string) => ({
  project: PROJECT,
  dataset: DATASET,
  serviceAccountKey: peer.key,
  endpoint,
});

async function openFixture(): Promise<ConnectorFixture> {
  const peer = new BigqueryPeer();
  peer.tables = TABLES;
  const endpoint = await peer.start(STATEMENTS);
  const sources = await openSourceFixture();
  const connection = await sources.open("bigquery", bigqueryConfig.parse(settings(peer, endpoint)));
  const many = (name: string) => `UNNEST(GENERATE_ARRAY(1, 100000)) AS ${name}`;
  return {
    connection,
    types: TYPES,
    sql: {
      slow: `SELECT COUNT(*) AS n FROM ${many("a")}, ${many("b")}, ${many("c")} WHERE MOD(a * b * c, 7) = 3`,
      endless: "SELECT x FROM UNNEST(GENERATE_ARRAY(1, 100000000)) AS x",
      hugeCell: "SELECT REPEAT('x', 6000000) AS cell",
      writes: WRITES,
    },
    async close() {
      await connection.close();
      await sources.close();
      await peer.stop();
    },
  };
}

const WRITES = [
  `INSERT INTO ${CONTRACT_TABLE} (id) VALUES (1)`,
  `UPDATE ${CONTRACT_TABLE} SET note = 'x' WHERE TRUE`,
  `DELETE FROM ${CONTRACT_TABLE} WHERE TRUE`,
  `DROP TABLE ${CONTRACT_TABLE}`,
  "CREATE TABLE copied AS SELECT 1 AS x",
  "CREATE TEMP FUNCTION f() AS (1); SELECT f()",
  "EXPORT DATA OPTIONS (uri = 'gs://x/*', format = 'CSV') AS SELECT 1",
  "EXECUTE IMMEDIATE 'SELECT 1'",
  "DECLARE x INT64",
  "SELECT * FROM EXTERNAL_QUERY('c', 'SELECT 1')",
  `SELECT 1; DELETE FROM ${CONTRACT_TABLE} WHERE TRUE`,
];

/** Those that the peer's DuckDB and BigQuery have in common; the wire forms of all types are below. */
const TYPES: ConnectorFixture["types"] = [
  { name: "boolean", expression: "TRUE", kind: "boolean", cell: true },
  { name: "integer", expression: "CAST('-9223372036854775808' AS INT64)", kind: "bigint", cell: -9223372036854775808n },
  { name: "double", expression: "CAST('1e-300' AS FLOAT64)", kind: "double", cell: 1e-300 },
  { name: "text", expression: "'naïve 🦆'", kind: "text", cell: "naïve 🦆" },
  { name: "date", expression: "DATE '0001-01-01'", kind: "date", cell: "0001-01-01" },
  {
    name: "datetime",
    expression: "CAST('9999-12-31 23:59:59' AS TIMESTAMP)",
    kind: "timestamp",
    cell: "9999-12-31T23:59:59",
  },
  { name: "list", expression: "[1, 2, 3]", kind: "list", cell: [1, 2, 3] },
];

describeConnectorContract("bigquery", openFixture);

describe("what is peculiar to BigQuery", () => {
  const peer = new BigqueryPeer();
  const outbound = createOutbound({ allowedNetworks: ["127.0.0.1"] });
  const limits = { maxRows: 100_000, maxBytes: 1e9, maxCellBytes: 1e6, timeoutMs: 30_000 };
  const policy = { tables: [{ name: CONTRACT_TABLE, schema: DATASET, columns: ["id", "customer"] }] };
  let endpoint = "";
  beforeAll(async () => {
    peer.tables = TABLES;
    endpoint = await peer.start(STATEMENTS);
  });
  afterAll(() => peer.stop());
  afterEach(() => {
    peer.troubles.length = 0;
    peer.asked.length = 0;
    peer.dryRun = {};
    peer.checksSignature = true;
  });

  const config = (change: Record<string, unknown> = {}) =>
    bigqueryConfig.parse({ ...settings(peer, endpoint), ...change });
  const open = () => openBigquery(config(), { outbound });
  const read = async (sql: string, allowed: Parameters<Awaited<ReturnType<typeof open>>["check"]>[1] = policy) => {
    let rows = 0;
    for await (const frame of (await (await open()).stream({ sql, policy: allowed, limits })).frames)
      rows += frame.rowCount;
    return rows;
  };

  test("the peer speaks the protocol that Google's own client speaks", async () => {
    // It signs in nowhere but at Google's own address.
    peer.checksSignature = false;
    const google = new BigQuery({ projectId: PROJECT, apiEndpoint: endpoint });
    const [datasets] = await google.getDatasets();
    expect(datasets.map(({ id }) => id)).toEqual([DATASET]);
    const [tables] = await google.dataset(DATASET).getTables();
    expect(tables.map(({ id }) => id)).toEqual(TABLES.map(({ id }) => id));
    const [job] = await google.createQueryJob({
      query: `SELECT id, customer FROM ${CONTRACT_TABLE} ORDER BY id LIMIT 2`,
      useLegacySql: false,
      maximumBytesBilled: "1000",
      jobTimeoutMs: 1000,
    });
    const [rows] = await job.getQueryResults();
    expect(rows).toEqual([
      { id: 1, customer: "customer 0" },
      { id: 2, customer: "customer 1" },
    ]);
  });

  test("every job is held to bytes and time, and runs only after a dry run", async () => {
    expect(await read(`SELECT id FROM ${CONTRACT_TABLE}`)).toBe(5_000);
    const jobs = peer.asked.filter(({ method, path }) => method === "POST" && path.endsWith("/jobs")).slice(1);
    expect(jobs.map(({ body }) => body.configuration)).toEqual([
      expect.objectContaining({ dryRun: true }),
      expect.objectContaining({
        dryRun: false,
        jobTimeoutMs: "30000",
        query: expect.objectContaining({ useLegacySql: false, maximumBytesBilled: String(10 * 1024 ** 3) }),
      }),
    ]);
    expect(jobs[1]?.body.jobReference).toMatchObject({ jobId: expect.stringMatching(/^parlance_/) });
  });

  test.each([
    ["is no SELECT", { statementType: "SCRIPT" }],
    ["has no kind", { statementType: undefined }],
    [
      "reads a table that is not in the policy",
      { referencedTables: [{ projectId: PROJECT, datasetId: DATASET, tableId: FORBIDDEN_TABLE }] },
    ],
    [
      "reads another project",
      { referencedTables: [{ projectId: "other-project", datasetId: DATASET, tableId: CONTRACT_TABLE }] },
    ],
    [
      "reads metadata",
      { referencedTables: [{ projectId: PROJECT, datasetId: DATASET, tableId: "INFORMATION_SCHEMA.TABLES" }] },
    ],
  ])("a statement that BigQuery says %s does not run", async (_name, said) => {
    peer.dryRun = said;
    await expect(read(`SELECT id FROM ${CONTRACT_TABLE}`)).rejects.toMatchObject({ code: "SQL_REFUSED" });
    expect(peer.asked.filter(({ body }) => JSON.stringify(body).includes('"dryRun":false'))).toEqual([]);
  });

  test("a view may read tables that are not in the policy", async () => {
    peer.dryRun = {
      referencedTables: [CONTRACT_TABLE, "contract_view"].map((tableId) => ({
        projectId: PROJECT,
        datasetId: DATASET,
        tableId,
      })),
    };
    const views = { tables: [{ name: "contract_view", schema: DATASET, columns: [] }] };
    expect(await read("SELECT id FROM contract_view", views)).toBe(5_000);
  });

  test.each([
    ["rights", 403, "accessDenied", "SOURCE_RIGHTS_MISSING"],
    ["quota", 403, "quotaExceeded", "SOURCE_UNREACHABLE"],
    ["a missing project", 404, "notFound", "SOURCE_CONFIG_INVALID"],
    ["the sign-in", 401, "authError", "SOURCE_SIGN_IN_FAILED"],
    ["the budget", 400, "bytesBilledLimitExceeded", "QUERY_OVER_BUDGET"],
    ["memory", 400, "resourcesExceeded", "QUERY_TOO_LARGE"],
    ["time", 400, "timeout", "QUERY_TIMEOUT"],
  ])("a refusal for %s is told as such", async (_name, status, reason, code) => {
    const driver = await open();
    peer.troubles.push({
      path: /\/jobs$/,
      status,
      body: { error: { code: status, errors: [{ reason, message: "no, gs://bucket" }] } },
    });
    const error = await driver.stream({ sql: "SELECT 1", policy, limits }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toMatch(/bucket/);
  });

  test("a busy BigQuery is asked again", async () => {
    const driver = await open();
    const body = { error: { code: 503, errors: [{ reason: "backendError", message: "try again" }] } };
    peer.troubles.push({ path: /\/jobs$/, status: 503, body }, { path: /\/queries\//, status: 429, body });
    const stream = await driver.stream({ sql: "SELECT 1 AS one", policy, limits });
    for await (const frame of stream.frames) expect(frame.data).toEqual([[1n]]);
  });

  test("a cancelled job is cancelled at the server", async () => {
    const driver = await open();
    const controller = new AbortController();
    const many = (name: string) => `UNNEST(GENERATE_ARRAY(1, 100000)) AS ${name}`;
    const sql = `SELECT COUNT(*) AS n FROM ${many("a")}, ${many("b")}, ${many("c")} WHERE MOD(a * b * c, 7) = 3`;
    const running = driver.stream({ sql, policy, limits }, controller.signal);
    const outcome = expect(running).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
    await expect.poll(() => peer.running).toBe(1);
    controller.abort();
    await outcome;
    await expect.poll(() => peer.running).toBe(0);
  });

  test("estimates the bytes a query would read", async () => {
    const estimate = await (await open()).estimate?.(`SELECT id FROM ${CONTRACT_TABLE}`, policy);
    expect(estimate).toEqual({ bytes: 1_000_000 });
  });

  test("reads comments, keys and row counts", async () => {
    const { tables } = await (await open()).introspect();
    expect(tables.map(({ name, kind, rowCount }) => [name, kind, rowCount])).toEqual([
      [CONTRACT_TABLE, "table", 5_000],
      [FORBIDDEN_TABLE, "table", 1],
      ["contract_view", "view", undefined],
    ]);
    expect(tables[0]).toMatchObject({
      schema: DATASET,
      comment: "orders of the contract",
      primaryKey: ["id"],
      foreignKeys: [{ columns: ["customer"], refTable: FORBIDDEN_TABLE, refColumns: ["name"], origin: "declared" }],
    });
    expect(tables[0]?.columns[1]).toMatchObject({ name: "customer", comment: "who bought", nullable: true });
  });

  test("the probe tells its steps, and a wrong key fails at sign-in", async () => {
    const steps: string[] = [];
    const report = ({ id, state }: { readonly id: string; readonly state: string }) => steps.push(`${id} ${state}`);
    await probeBigquery(config(), { outbound }, report);
    expect(steps.filter((step) => step.endsWith("done"))).toEqual(["resolve done", "sign-in done", "tables done"]);
    const wrong = config({ serviceAccountKey: new BigqueryPeer().key });
    await expect(probeBigquery(wrong, { outbound }, report)).rejects.toMatchObject({ code: "SOURCE_SIGN_IN_FAILED" });
    expect(steps.at(-1)).toBe("sign-in failed");
  });
});

describe("settings", () => {
  const valid = { project: PROJECT, serviceAccountKey: new BigqueryPeer().key };

  test.each([
    ["a path to a key", { serviceAccountKey: "/etc/key.json" }],
    ["a user's credentials", { serviceAccountKey: JSON.stringify({ type: "authorized_user", refresh_token: "x" }) }],
    [
      "a workload's credentials",
      { serviceAccountKey: JSON.stringify({ type: "external_account", token_url: "http://x" }) },
    ],
    ["an endpoint elsewhere", { endpoint: "https://example.com" }],
    ["an endpoint that looks like Google's", { endpoint: "https://evilgoogleapis.com" }],
    ["an endpoint without TLS", { endpoint: "http://bigquery.googleapis.com" }],
    ["an endpoint with a path", { endpoint: "https://x.googleapis.com/v1" }],
    ["a project with a path", { project: "acme/../other" }],
    ["a dataset with a path", { dataset: "a.b" }],
    ["what is not a field", { keyFilename: "/etc/key.json" }],
  ])("refuse %s", (_name, change) => {
    expect(bigqueryConfig.safeParse({ ...valid, ...change }).success).toBe(false);
  });

  test("are read from addresses", () => {
    expect(readBigqueryUrl("bigquery://acme-shop/shop?x=y")).toEqual({ project: "acme-shop", dataset: "shop" });
    expect(readBigqueryUrl("https://console.cloud.google.com/bigquery?ws=!1m4&p=acme-shop&d=shop")).toEqual({
      project: "acme-shop",
      dataset: "shop",
    });
    expect(readBigqueryUrl("https://example.com")).toBeNull();
  });
});

describe("cells as BigQuery sends them", () => {
  test.each([
    ["whole numbers", { type: "INTEGER" }, "9223372036854775807", 9223372036854775807n],
    ["doubles", { type: "FLOAT" }, "1.7976931348623157E308", 1.7976931348623157e308],
    ["infinities", { type: "FLOAT" }, "-Infinity", Number.NEGATIVE_INFINITY],
    [
      "exact numbers",
      { type: "BIGNUMERIC" },
      "578960446186580977117854925043439539266.34992332820282019728792003956564819967",
      "578960446186580977117854925043439539266.34992332820282019728792003956564819967",
    ],
    ["exact numbers of a scale", { type: "NUMERIC", precision: "12", scale: "2" }, "6250", "6250.00"],
    ["booleans", { type: "BOOLEAN" }, "false", false],
    ["bytes", { type: "BYTES" }, "AP8=", Uint8Array.from([0, 255])],
    ["dates", { type: "DATE" }, "0001-01-01", "0001-01-01"],
    ["times", { type: "TIME" }, "23:59:59.999999", "23:59:59.999999"],
    ["datetimes", { type: "DATETIME" }, "2024-01-01T00:00:00.120", "2024-01-01T00:00:00.120000"],
    ["instants", { type: "TIMESTAMP" }, "1717228800500000", "2024-06-01T08:00:00.500000Z"],
    ["instants before 1970", { type: "TIMESTAMP" }, "-1", "1969-12-31T23:59:59.999999Z"],
    ["the first instant", { type: "TIMESTAMP" }, "-62135596800000000", "0001-01-01T00:00:00Z"],
    ["intervals", { type: "INTERVAL" }, "1-2 3 4:5:6.789", "P1Y2M3DT4H5M6.789S"],
    ["intervals of three signs", { type: "INTERVAL" }, "-0-1 5 -0:30:0", "P-1M5DT-30M"],
    ["no interval", { type: "INTERVAL" }, "0-0 0 0:0:0", "PT0S"],
    ["json", { type: "JSON" }, '{"a":[1,null,12345678901234567890]}', { a: [1, null, 12345678901234567890n] }],
    ["places", { type: "GEOGRAPHY" }, "POINT(1 2)", "POINT(1 2)"],
    ["ranges", { type: "RANGE" }, "[2024-01-01, UNBOUNDED)", "[2024-01-01, UNBOUNDED)"],
    ["lists", { type: "INTEGER", mode: "REPEATED" }, [{ v: "1" }, { v: "2" }], [1, 2]],
    [
      "structs in lists",
      {
        type: "RECORD",
        mode: "REPEATED",
        fields: [
          { name: "a", type: "INTEGER" },
          { name: "b", type: "RECORD", fields: [{ name: "c", type: "NUMERIC" }] },
        ],
      },
      [{ v: { f: [{ v: "1" }, { v: { f: [{ v: "1.5" }] } }] } }],
      [{ a: 1, b: { c: "1.5" } }],
    ],
    ["nulls", { type: "INTEGER" }, null, null],
  ])("%s", (_name, field, sent, cell) => {
    expect(readCell(sent, field)).toEqual(cell);
  });

  test.each([
    [
      { type: "NUMERIC", precision: "12", scale: "2" },
      { kind: "decimal", native: "NUMERIC(12, 2)", precision: 12, scale: 2 },
    ],
    [
      { type: "STRING", mode: "REPEATED" },
      { kind: "list", native: "ARRAY<STRING>" },
    ],
    [
      { type: "RECORD", fields: [{ name: "a", type: "INTEGER" }] },
      { kind: "struct", native: "STRUCT<a INT64>" },
    ],
    [{ type: "GEOGRAPHY" }, { kind: "unknown", native: "GEOGRAPHY" }],
  ])("a field %j has a type", (field, type) => {
    expect(dataTypeOf(field)).toEqual(type);
  });
});
