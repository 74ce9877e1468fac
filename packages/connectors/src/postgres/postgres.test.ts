import { type Connection, DEFAULT_LIMITS, findTable, frameRows, type ProbeStep } from "@parlance/core";
import {
  CONTRACT_TABLE,
  type ConnectorFixture,
  contractRows,
  describeConnectorContract,
  FORBIDDEN_TABLE,
  isSkipped,
  postgresServer,
  type TestServer,
} from "@parlance/testkit";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSourceFixture, type SourceFixture } from "../process/fixture.ts";
import { readPostgresUrl } from "./config.ts";

const READER = "reader";
const PASSWORD = "reader-password";

async function onServer<T>(server: TestServer, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ host: server.host, port: server.port, user: server.user, database: server.database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function loadContract(server: TestServer): Promise<void> {
  await onServer(server, async (client) => {
    await client.query(`
      CREATE TABLE ${CONTRACT_TABLE} (id int PRIMARY KEY, customer text, amount numeric(12, 2), day date, note text);
      CREATE TABLE ${FORBIDDEN_TABLE} (name text, token text);
      INSERT INTO ${FORBIDDEN_TABLE} VALUES ('root', 'canary');
      CREATE ROLE ${READER} LOGIN PASSWORD '${PASSWORD}';
      CREATE TYPE mood AS ENUM ('sad', 'happy');
      CREATE DOMAIN positive AS int CHECK (VALUE > 0);
      CREATE TYPE pair AS (a int, b text);
    `);
    await client.query(
      `INSERT INTO ${CONTRACT_TABLE} SELECT * FROM json_populate_recordset(NULL::${CONTRACT_TABLE}, $1)`,
      [JSON.stringify(contractRows())],
    );
    await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${READER}; ANALYZE`);
  });
}

const configFor = (server: TestServer) => ({
  host: server.host,
  port: server.port,
  database: server.database,
  user: READER,
  password: PASSWORD,
  tls: "off",
});

async function openPostgresFixture(): Promise<ConnectorFixture> {
  const server = await postgresServer.start();
  await loadContract(server);
  const sources = await openSourceFixture();
  return {
    connection: await sources.open("postgres", configFor(server)),
    types: TYPES,
    sql: {
      slow: "SELECT count(*) AS n FROM generate_series(1, 4000000) a(x), generate_series(1, 4000000) b(y) WHERE (x * y) % 7 = 3",
      // In the select list: in FROM the server makes all rows before it sends the first.
      endless: "SELECT generate_series(1, 100000000) AS x",
      hugeCell: "SELECT repeat('x', 6000000) AS cell",
      writes: WRITES,
    },
    async close() {
      await sources.close();
      await server.stop();
    },
  };
}

const WRITES = [
  `INSERT INTO ${CONTRACT_TABLE} SELECT * FROM ${CONTRACT_TABLE}`,
  `UPDATE ${CONTRACT_TABLE} SET note = 'x'`,
  `DELETE FROM ${CONTRACT_TABLE}`,
  `DROP TABLE ${CONTRACT_TABLE}`,
  "CREATE TABLE copied AS SELECT 1",
  `SELECT * INTO copied FROM ${CONTRACT_TABLE}`,
  `WITH gone AS (DELETE FROM ${CONTRACT_TABLE} RETURNING *) SELECT * FROM gone`,
  `SELECT * FROM ${CONTRACT_TABLE} FOR UPDATE`,
  `COPY ${CONTRACT_TABLE} TO '/tmp/out.csv'`,
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT set_config('statement_timeout', '0', false)",
  "SELECT pg_sleep(1)",
  "SET statement_timeout = 0",
  `SELECT 1; DELETE FROM ${CONTRACT_TABLE}`,
];

const TYPES: ConnectorFixture["types"] = [
  { name: "boolean", expression: "true", kind: "boolean", cell: true },
  { name: "smallint", expression: "(-32768)::smallint", kind: "integer", cell: -32768 },
  { name: "integer", expression: "(-2147483648)::int", kind: "integer", cell: -2147483648 },
  { name: "bigint", expression: "9223372036854775807", kind: "bigint", cell: 9223372036854775807n },
  {
    name: "smallest bigint",
    expression: "(-9223372036854775808)::bigint",
    kind: "bigint",
    cell: -9223372036854775808n,
  },
  { name: "numeric", expression: "12345678901234567890.12", kind: "decimal", cell: "12345678901234567890.12" },
  { name: "numeric with scale", expression: "'1'::numeric(10, 4)", kind: "decimal", cell: "1.0000" },
  {
    name: "numeric of 60 digits",
    expression: `1${"0".repeat(59)}::numeric`,
    kind: "decimal",
    cell: `1${"0".repeat(59)}`,
  },
  { name: "numeric NaN", expression: "'NaN'::numeric", kind: "decimal", cell: "NaN" },
  { name: "double", expression: "1e-308::float8", kind: "double", cell: 1e-308 },
  { name: "infinity", expression: "'-Infinity'::float8", kind: "double", cell: Number.NEGATIVE_INFINITY },
  { name: "real", expression: "0.1::real", kind: "double", cell: 0.1 },
  { name: "text", expression: "'naïve 🦆'", kind: "text", cell: "naïve 🦆" },
  { name: "char", expression: "'ab'::char(4)", kind: "text", cell: "ab  " },
  { name: "date", expression: "date '0001-01-01'", kind: "date", cell: "0001-01-01" },
  { name: "date before Christ", expression: "date '0044-03-15 BC'", kind: "date", cell: "-000043-03-15" },
  { name: "last date", expression: "date '5874897-12-31'", kind: "date", cell: "+5874897-12-31" },
  { name: "infinite date", expression: "date 'infinity'", kind: "date", cell: "infinity" },
  { name: "time", expression: "time '23:59:59.999999'", kind: "time", cell: "23:59:59.999999" },
  {
    name: "timestamp",
    expression: "timestamp '9999-12-31 23:59:59.5'",
    kind: "timestamp",
    cell: "9999-12-31T23:59:59.500000",
  },
  {
    name: "instant",
    expression: "timestamptz '2024-06-01 12:00:00+05:30'",
    kind: "timestamptz",
    cell: "2024-06-01T06:30:00Z",
  },
  { name: "infinite instant", expression: "timestamptz '-infinity'", kind: "timestamptz", cell: "-infinity" },
  {
    name: "interval",
    expression: "interval '1 year 2 months -3 days 04:05:06.789'",
    kind: "interval",
    cell: "P1Y2M-3DT4H5M6.789S",
  },
  { name: "no time", expression: "interval '0'", kind: "interval", cell: "PT0S" },
  {
    name: "uuid",
    expression: "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid",
    kind: "uuid",
    cell: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
  },
  {
    name: "json",
    expression: `'{"a": [1, 12345678901234567890]}'::json`,
    kind: "json",
    cell: { a: [1, 12345678901234567890n] },
  },
  { name: "jsonb null", expression: "'null'::jsonb", kind: "json", cell: null },
  { name: "bytea", expression: "'\\x00ff07'::bytea", kind: "binary", cell: Uint8Array.of(0, 255, 7) },
  { name: "array", expression: "ARRAY[1, 2, NULL]", kind: "list", cell: [1, 2, null] },
  {
    name: "array of texts",
    expression: `ARRAY['a,b', 'c"d', 'NULL', '', NULL, '{x}', 'e\\f']`,
    kind: "list",
    cell: ["a,b", 'c"d', "NULL", "", null, "{x}", "e\\f"],
  },
  {
    name: "nested array",
    expression: "'[0:1][1:2]={{1.50,2},{3,4}}'::numeric[]",
    kind: "list",
    cell: [
      ["1.50", "2"],
      ["3", "4"],
    ],
  },
  { name: "empty array", expression: "'{}'::date[]", kind: "list", cell: [] },
  { name: "enum", expression: "'happy'::mood", kind: "text", cell: "happy" },
  { name: "domain", expression: "7::positive", kind: "integer", cell: 7 },
  { name: "range", expression: "int4range(1, 5)", kind: "unknown", cell: "[1,5)" },
  { name: "composite", expression: "(1, 'x')", kind: "unknown", cell: "(1,x)" },
  { name: "inet", expression: "'10.0.0.1/8'::inet", kind: "unknown", cell: "10.0.0.1/8" },
  { name: "time with zone", expression: "timetz '12:00:00+02'", kind: "unknown", cell: "12:00:00+02" },
];

const skips = isSkipped(postgresServer);

describe.skipIf(skips)("PostgreSQL", () => {
  describeConnectorContract("postgres", openPostgresFixture);
});

describe.skipIf(skips)("what is peculiar to PostgreSQL", () => {
  let server: TestServer;
  let sources: SourceFixture;
  let connection: Connection;
  let nextId = 1;

  beforeAll(async () => {
    server = await postgresServer.start();
    await loadContract(server);
    await onServer(server, (client) =>
      client.query(`
        CREATE SCHEMA sales; CREATE SCHEMA hidden;
        CREATE TABLE sales.${CONTRACT_TABLE} (id int PRIMARY KEY, region text);
        INSERT INTO sales.${CONTRACT_TABLE} VALUES (1, 'north');
        CREATE TABLE sales.parts (id int, region_id int, at date) PARTITION BY RANGE (at);
        CREATE TABLE sales.parts_2024 PARTITION OF sales.parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE sales.lines (id int PRIMARY KEY, order_id int REFERENCES sales.${CONTRACT_TABLE}, secret text);
        CREATE MATERIALIZED VIEW sales.summary AS SELECT count(*) AS n FROM sales.lines;
        COMMENT ON TABLE sales.lines IS 'What was ordered';
        COMMENT ON COLUMN sales.lines.order_id IS 'The order';
        CREATE TABLE hidden.plans (id int);
        GRANT USAGE ON SCHEMA sales TO ${READER};
        GRANT SELECT ON sales.${CONTRACT_TABLE}, sales.parts, sales.summary TO ${READER};
        GRANT SELECT (id, order_id) ON sales.lines TO ${READER};
      `),
    );
    sources = await openSourceFixture();
    connection = await sources.open("postgres", configFor(server));
  });
  afterAll(async () => {
    await sources?.close();
    await server?.stop();
  });

  const policyOf = async () => ({
    tables: (await connection.introspect()).tables.map(({ name, schema, nativeName, columns }) => ({
      name,
      ...(schema === undefined ? {} : { schema }),
      ...(nativeName === undefined ? {} : { nativeName }),
      columns: columns.map((column) => column.name),
    })),
  });
  const run = async (sql: string, limits = {}) =>
    connection.run({
      sql,
      policy: await policyOf(),
      limits: { ...DEFAULT_LIMITS, ...limits },
      resultId: `p${nextId++}`,
      pageRows: 100,
    });

  test("lists what the user may read, with kinds, comments and keys", async () => {
    const catalog = await connection.introspect();
    expect(catalog.tables.map(({ name, schema, kind }) => [name, schema, kind])).toEqual([
      [CONTRACT_TABLE, "public", "table"],
      [FORBIDDEN_TABLE, "public", "table"],
      [`sales.${CONTRACT_TABLE}`, "sales", "table"],
      ["lines", "sales", "table"],
      ["parts", "sales", "table"],
      ["summary", "sales", "view"],
    ]);
    const lines = findTable(catalog, "lines");
    expect(lines).toMatchObject({
      comment: "What was ordered",
      primaryKey: ["id"],
      primaryKeyOrigin: "declared",
      foreignKeys: [{ columns: ["order_id"], refTable: `sales.${CONTRACT_TABLE}`, refColumns: ["id"], confidence: 1 }],
    });
    expect(lines?.columns.map(({ name, comment }) => [name, comment])).toEqual([
      ["id", undefined],
      ["order_id", "The order"],
    ]);
    expect(findTable(catalog, `sales.${CONTRACT_TABLE}`)).toMatchObject({
      nativeName: CONTRACT_TABLE,
      samples: [[1, "north"]],
      rowCount: 1,
    });
  });

  test("tells what is indexed, and a new index makes a new version", async () => {
    const before = (await connection.introspect()).version;
    await onServer(server, (client) =>
      client.query(
        "CREATE UNIQUE INDEX one_order ON sales.lines (order_id, lower(id::text)); CREATE INDEX by_order ON sales.lines (order_id)",
      ),
    );
    const after = await connection.introspect();
    expect(after.version).not.toBe(before);
    expect(findTable(after, "lines")?.indexes).toEqual([
      { name: "by_order", columns: ["order_id"], isUnique: false },
      { name: "one_order", columns: ["order_id", "lower(id::text)"], isUnique: true },
    ]);
    expect(findTable(after, CONTRACT_TABLE)?.indexes).toBeUndefined();
  });

  test("profiles columns from the server's own statistics", async () => {
    const [, customer] = findTable(await connection.introspect(), CONTRACT_TABLE)?.columns ?? [];
    expect(customer?.profile).toMatchObject({ rows: 5000, nulls: 0, distinct: 10 });
    expect(customer?.profile?.topValues[0]).toMatchObject({ count: 500 });
  });

  test("gives another version when data or tables changed, and reads the catalog again", async () => {
    const before = await connection.introspect();
    await onServer(server, (client) => client.query("ALTER TABLE sales.parts ADD extra int"));
    const after = await connection.introspect();
    expect(after.version).not.toBe(before.version);
    expect(findTable(after, "parts")?.columns.map(({ name }) => name)).toContain("extra");
  });

  test("reads the table that is meant, whatever else has its name", async () => {
    expect(frameRows((await run(`SELECT * FROM sales.${CONTRACT_TABLE}`)).firstPage)).toEqual([[1, "north"]]);
    expect((await run(`SELECT * FROM ${CONTRACT_TABLE}`)).rowCount).toBe(5000);
    // Named without its schema, where no other table has the name.
    expect((await run("SELECT parts.id FROM parts")).rowCount).toBe(0);
  });

  test("an error's place is that in the person's own text", async () => {
    const sql = `SELECT 'é🦆' AS x, region_idd FROM parts WHERE id = 1`;
    const error = await run(sql).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "SQL_UNKNOWN_COLUMN", details: { position: sql.indexOf("region_idd") } });
  });

  test("tells what a statement would cost, and runs nothing", async () => {
    const estimate = await connection.estimate?.(`SELECT * FROM ${CONTRACT_TABLE}`, await policyOf());
    expect(estimate?.rows).toBe(5000);
    expect(estimate?.bytes).toBeGreaterThan(5000);
    await expect(connection.estimate?.("DELETE FROM parts", await policyOf())).rejects.toMatchObject({
      code: "SQL_REFUSED",
    });
  });

  test("what the role may not read is refused by the server, when the policy would let it through", async () => {
    const statement = {
      sql: "SELECT * FROM hidden.plans",
      policy: { tables: [], allTables: true },
      limits: DEFAULT_LIMITS,
    };
    await expect(connection.stream(statement)).rejects.toMatchObject({ code: "SOURCE_RIGHTS_MISSING" });
  });

  describe("the connection test", () => {
    const probe = async (change: Record<string, unknown>) => {
      const steps: ProbeStep[] = [];
      const request = { workspaceId: "contract", connector: "postgres", config: { ...configFor(server), ...change } };
      const outcome = await sources.sources
        .probe(request, (step) => steps.push(step))
        .then(
          () => "passed",
          (error: unknown) => error,
        );
      return {
        outcome,
        steps: steps.filter(({ state }) => state !== "running").map(({ id, state }) => `${id} ${state}`),
        all: steps,
      };
    };

    test("goes step by step", async () => {
      const { outcome, steps } = await probe({});
      expect(outcome).toBe("passed");
      expect(steps).toEqual(["resolve done", "connect done", "sign-in done", "rights done", "tables done"]);
    });

    test("warns of a user who may do more than read, and says which grants suffice", async () => {
      const { steps, all } = await probe({ user: server.user, password: "" });
      expect(steps).toContain("rights warned");
      expect(JSON.stringify(all)).toContain("GRANT SELECT");
    });

    test.each([
      ["an unknown user", { user: "nobody" }, "SOURCE_SIGN_IN_FAILED", "sign-in failed"],
      ["an unknown database", { database: "nowhere" }, "SOURCE_SIGN_IN_FAILED", "sign-in failed"],
      ["a port where nothing listens", { port: 1 }, "SOURCE_UNREACHABLE", "connect failed"],
      ["a server without TLS", { tls: "verify-full" }, "SOURCE_TLS_FAILED", "connect failed"],
      ["a private address", { host: "10.0.0.1" }, "ADDRESS_NOT_ALLOWED", "resolve failed"],
      ["a host that does not exist", { host: "nowhere.invalid" }, "HOST_NOT_FOUND", "resolve failed"],
    ])("says what is wrong with %s", async (_name, change, code, last) => {
      const { outcome, steps } = await probe(change);
      expect(outcome).toMatchObject({ code });
      expect(steps.at(-1)).toBe(last);
    });
  });
});

describe("a pasted URL", () => {
  test.each([
    [
      "postgresql://ada:p%40ss@db.example.com:6543/shop?sslmode=require",
      { host: "db.example.com", port: 6543, database: "shop", user: "ada", password: "p@ss", tls: "require" },
    ],
    ["postgres://ada@[::1]/shop", { host: "::1", port: 5432, database: "shop", user: "ada" }],
    [
      "postgres://ada@db/shop?host=evil&sslkey=/etc/passwd&options=-c%20statement_timeout%3D0",
      { host: "db", port: 5432, database: "shop", user: "ada" },
    ],
    ["mysql://ada@db/shop", null],
    ["not a url", null],
  ])("%s", (url, fields) => expect(readPostgresUrl(url)).toEqual(fields));
});
