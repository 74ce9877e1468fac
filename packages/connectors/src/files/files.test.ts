import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { QueryWorker } from "@parlance/core";
import {
  CONTRACT_TABLE,
  type ConnectorFixture,
  contractRows,
  describeConnectorContract,
  FORBIDDEN_TABLE,
} from "@parlance/testkit";
import { createWorkerPool } from "@parlance/worker";
import { describe, expect, test } from "vitest";
import { files } from "./index.ts";
import { currentType } from "./types.ts";

/** The real way in: CSV files are ingested, described and attached, as an upload would. */
async function openFilesFixture(): Promise<ConnectorFixture> {
  const dir = await mkdtemp(join(tmpdir(), "parlance-files-"));
  const pool = createWorkerPool({ scratchDir: join(dir, "scratch"), spares: 1 });
  const worker = pool.forWorkspace("contract");
  const tables = [
    await ingest(worker, dir, CONTRACT_TABLE, ordersCsv()),
    await ingest(worker, dir, FORBIDDEN_TABLE, "name,token\nroot,canary\n"),
  ].flat();
  const { catalog, values } = await worker.describe({ tables }, () => {});
  const source = { sourceId: "contract", version: catalog.version, tables };
  const connection = await files.open(
    { sourceId: "contract" },
    { worker, load: async () => ({ source, catalog, values }) },
  );
  return {
    connection,
    types: TYPES,
    sql: {
      slow: "SELECT count(*) AS n FROM range(4000000) a(x), range(4000000) b(y) WHERE (x * y) % 7 = 3",
      endless: "SELECT x FROM range(1000000000) t(x)",
      hugeCell: "SELECT repeat('x', 6000000) AS cell",
      writes: WRITES,
    },
    async close() {
      await pool.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

const WRITES = [
  `INSERT INTO ${CONTRACT_TABLE} SELECT * FROM ${CONTRACT_TABLE}`,
  `UPDATE ${CONTRACT_TABLE} SET note = 'x'`,
  `DELETE FROM ${CONTRACT_TABLE}`,
  `DROP VIEW ${CONTRACT_TABLE}`,
  "CREATE TABLE copied AS SELECT 1",
  `COPY ${CONTRACT_TABLE} TO 'out.csv'`,
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM read_text('/etc/passwd')",
  "SET threads = 1",
  "ATTACH ':memory:' AS other",
  `SELECT 1; DELETE FROM ${CONTRACT_TABLE}`,
];

const TYPES: ConnectorFixture["types"] = [
  { name: "boolean", expression: "true", kind: "boolean", cell: true },
  { name: "integer", expression: "(-2147483648)::INTEGER", kind: "integer", cell: -2147483648 },
  { name: "bigint", expression: "9223372036854775807", kind: "bigint", cell: 9223372036854775807n },
  {
    name: "hugeint",
    expression: "170141183460469231731687303715884105727",
    kind: "bigint",
    cell: 170141183460469231731687303715884105727n,
  },
  { name: "decimal", expression: "12345678901234567890.12", kind: "decimal", cell: "12345678901234567890.12" },
  { name: "double", expression: "1e-308::DOUBLE", kind: "double", cell: 1e-308 },
  { name: "text", expression: "'naïve 🦆'", kind: "text", cell: "naïve 🦆" },
  { name: "date", expression: "DATE '0001-01-01'", kind: "date", cell: "0001-01-01" },
  { name: "time", expression: "TIME '23:59:59.999999'", kind: "time", cell: "23:59:59.999999" },
  { name: "timestamp", expression: "TIMESTAMP '9999-12-31 23:59:59'", kind: "timestamp", cell: "9999-12-31T23:59:59" },
  {
    name: "instant",
    expression: "TIMESTAMPTZ '2024-06-01 12:00:00+05:30'",
    kind: "timestamptz",
    cell: "2024-06-01T06:30:00Z",
  },
  { name: "interval", expression: "INTERVAL '2 months 3 days'", kind: "interval", cell: "P2M3D" },
  { name: "list", expression: "[1, 2, NULL]", kind: "list", cell: [1, 2, null] },
  { name: "struct", expression: "{'a': 1, 'b': 'x'}", kind: "struct", cell: { a: 1, b: "x" } },
];

function ordersCsv(): string {
  const rows = contractRows().map(({ id, customer, amount, day, note }) =>
    [id, customer, amount, day, note ?? ""].join(","),
  );
  return ["id,customer,amount,day,note", ...rows, ""].join("\n");
}

async function ingest(worker: QueryWorker, dir: string, name: string, csv: string) {
  const path = join(dir, `${name}.csv`);
  const outDir = join(dir, name);
  await writeFile(path, csv);
  await mkdir(outDir);
  const options = { columnTypes: { [name]: { amount: "decimal" } } } as const;
  const request = { path, fileName: `${name}.csv`, outDir, options, takenNames: [], timeoutMs: 60_000 };
  return (await worker.ingest(request, () => {})).tables;
}

describeConnectorContract("files", openFilesFixture);

describe("kinds of DuckDB types", () => {
  test.each([
    ["DECIMAL(18,2)", "decimal"],
    ["INTEGER[]", "list"],
    ["DECIMAL(4,1)[]", "list"],
    ["DOUBLE[3]", "list"],
    ["STRUCT(a INTEGER)", "struct"],
    ["MAP(VARCHAR, INTEGER)", "struct"],
    ["ENUM('a', 'b')", "text"],
    ["TIMESTAMP WITH TIME ZONE", "timestamptz"],
    ["GEOMETRY", "unknown"],
  ])("%s is %s", (native, kind) => {
    expect(currentType({ kind: "unknown", native }).kind).toBe(kind);
  });
});
