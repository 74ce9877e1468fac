import type { BenchRow } from "./bench-row.ts";
import { pairedRuns } from "./paired-runs.ts";
import { openParquetFixture, type ParquetFixture } from "./parquet-fixture.ts";

const ROWS = 10_000_000;
const RUNS = 9;

const QUERIES = [
  {
    name: "aggregate over 10M rows, 1,000 groups, through the worker",
    sql: "SELECT name, sum(amount) AS total, count(*) AS n FROM sales GROUP BY name ORDER BY total DESC",
  },
  {
    name: "filter and aggregate over 10M rows to one row, through the worker",
    sql: "SELECT count(*) AS n, avg(amount) AS mean FROM sales WHERE day >= DATE '2021-01-01'",
  },
] as const;

/** What the worker adds to a query: guard, transport, keeping the result, first page. HTTP comes on top, in its own bench. */
export async function run(): Promise<readonly BenchRow[]> {
  const fixture = await openParquetFixture(
    "sales",
    "id name amount day",
    `SELECT i AS id, 'name ' || (i % 1000) AS name, (i % 100000 * 0.01)::DECIMAL(18,2) AS amount,
     DATE '2020-01-01' + (i % 1000)::INTEGER AS day FROM range(${ROWS}) t(i)`,
  );
  try {
    const rows: BenchRow[] = [];
    for (const query of QUERIES) rows.push(await queryRow(fixture, query));
    rows.push(await keepRow(fixture), await pageRow(fixture));
    return rows;
  } finally {
    await fixture.close();
  }
}

async function queryRow(fixture: ParquetFixture, { name, sql }: (typeof QUERIES)[number]): Promise<BenchRow> {
  const { ours, bare, spread } = await pairedRuns(
    RUNS,
    () => fixture.worker.run({ ...fixture.request(sql), pageRows: 1000 }),
    async () => (await fixture.bare.runAndReadAll(sql)).getRows(),
  );
  const notes = `median of ${RUNS} alternating runs; ${spread}`;
  return { name, unit: "ms", ours, bare, bar: { kind: "ratio", ratio: 1.25, plus: 10 }, notes };
}

async function keepRow(fixture: ParquetFixture): Promise<BenchRow> {
  const sql = "SELECT * FROM sales WHERE id < 1000000";
  const { ours, bare, spread } = await pairedRuns(
    5,
    () => fixture.worker.run({ ...fixture.request(sql), pageRows: 100 }),
    () => fixture.bare.run(`CREATE OR REPLACE TEMP TABLE kept AS ${sql}`),
  );
  const notes = `recorded without a bar: against CREATE TABLE AS, which checks no limit of bytes or cells while it runs; median of 5 alternating runs; ${spread}`;
  return {
    name: "keep a result of 1M rows",
    unit: "ms",
    ours,
    bare,
    bar: { kind: "none" },
    notes,
  };
}

async function pageRow(fixture: ParquetFixture): Promise<BenchRow> {
  const request = fixture.request("SELECT * FROM sales WHERE id < 1000000");
  await fixture.worker.run({ ...request, pageRows: 100 });
  const { ours, bare, spread } = await pairedRuns(
    RUNS,
    () => fixture.worker.page({ ...request, offset: 900_000, limit: 100 }),
    async () => (await fixture.bare.runAndReadAll("SELECT * FROM kept LIMIT 100 OFFSET 900000")).getRows(),
  );
  const notes = `against LIMIT and OFFSET; median of ${RUNS} alternating runs; ${spread}`;
  return {
    name: "page of 100 rows at row 900,000 of a kept result",
    unit: "ms",
    ours,
    bare,
    bar: { kind: "ratio", ratio: 1.25, plus: 10 },
    notes,
  };
}
