import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { describeTables } from "../packages/worker/src/describe/index.ts";
import { ingestFile } from "../packages/worker/src/ingest/index.ts";
import type { BenchRow } from "./bench-row.ts";
import { pairedRuns } from "./paired-runs.ts";

/** About 110 bytes a row: eleven columns of ids, codes, words, dates, money, measures, moments and notes. */
const ROWS_OF_100_MB = 900_000;

/** A CSV on disk until it can be asked (sniffed, loaded, profiled, keys found), without HTTP. PARLANCE_BENCH_1GB=1 adds 1 GB. */
export async function run(): Promise<readonly BenchRow[]> {
  const rows = await measure("100 MB", ROWS_OF_100_MB, 3);
  return process.env.PARLANCE_BENCH_1GB ? [...rows, ...(await measure("1 GB", ROWS_OF_100_MB * 10, 1))] : rows;
}

async function measure(size: string, rowCount: number, runs: number): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "parlance-bench-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const csv = join(folder, "orders.csv");
    await writeCsv(connection, csv, rowCount);
    const bare = (): Promise<unknown> =>
      connection.run(`COPY (FROM read_csv('${csv}')) TO '${join(folder, "bare.parquet")}' (FORMAT parquet)`);
    const load = await pairedRuns(runs, () => ingest(connection, folder, csv), bare, "processor");
    const ask = await pairedRuns(
      runs,
      async () => {
        const file = await ingest(connection, folder, csv);
        await describeTables({ tables: file.tables }, connection, () => undefined);
      },
      bare,
      "processor",
    );
    const bar = { kind: "ratio", ratio: 1.4 } as const;
    const row = (name: string, { ours, bare: bareMs, spread }: typeof ask): BenchRow => {
      return {
        name,
        unit: "ms",
        ours,
        bare: bareMs,
        bar,
        notes: `processor time; median of ${runs} alternating runs; ${spread}`,
      };
    };
    return [
      row(`CSV of ${size} sniffed and loaded as Parquet, against COPY (FROM read_csv)`, load),
      row(`CSV of ${size} until it can be asked (loaded, profiled, keys), against COPY (FROM read_csv)`, ask),
    ];
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

async function ingest(connection: DuckDBConnection, folder: string, path: string) {
  const outDir = join(folder, "out");
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir);
  const request = { path, fileName: "orders.csv", outDir, options: {}, takenNames: [], timeoutMs: 600_000 };
  return ingestFile(request, connection, () => undefined);
}

async function writeCsv(connection: DuckDBConnection, path: string, rowCount: number): Promise<void> {
  await connection.run(`COPY (
    SELECT i AS order_id, 'C' || lpad(((i * 7919) % 50000)::VARCHAR, 6, '0') AS customer_code,
      ['Germany', 'France', 'Spain', 'Italy', 'United Kingdom', 'Poland', 'Netherlands'][1 + (hash(i) % 7)::INT] AS country,
      DATE '2022-01-01' + ((hash(i * 3) % 1000)::INT) AS order_date, (hash(i * 5) % 20)::INT + 1 AS quantity,
      ((hash(i * 11) % 100000) / 100.0)::DECIMAL(10,2) AS unit_price, round((hash(i * 13) % 10000) / 7.0, 4) AS weight,
      ['new', 'paid', 'shipped', 'returned', 'cancelled'][1 + (hash(i * 17) % 5)::INT] AS status,
      TIMESTAMP '2022-01-01 00:00:00' + to_seconds((hash(i * 19) % 86400000)::INT) AS created_at,
      'note ' || hash(i * 23) AS note, (hash(i * 29) % 2 = 0) AS is_gift
    FROM range(${rowCount}) t(i)) TO '${path}' (FORMAT csv, HEADER)`);
}
