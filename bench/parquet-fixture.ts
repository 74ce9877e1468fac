import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DEFAULT_LIMITS, type QueryWorker, type ResultRef } from "@parlance/core";
import { createWorkerPool } from "@parlance/worker";

/** One Parquet table, opened both by a worker and by a bare engine with the same threads and memory. */
export interface ParquetFixture {
  readonly worker: QueryWorker;
  readonly bare: DuckDBConnection;
  request(sql: string): ResultRef;
  close(): Promise<void>;
}

const MEMORY = 1024 ** 3;

export async function openParquetFixture(table: string, columns: string, sql: string): Promise<ParquetFixture> {
  const dir = await mkdtemp(join(tmpdir(), "parlance-bench-"));
  const path = join(dir, "0.parquet");
  const threads = Math.min(4, availableParallelism());
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads), memory_limit: "1GiB" });
  const bare = await instance.connect();
  await bare.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
  await bare.run(`CREATE VIEW ${table} AS SELECT * FROM read_parquet('${path}')`);
  const pool = createWorkerPool({ scratchDir: join(dir, "scratch"), threads, memoryBytes: MEMORY, spares: 0 });
  const worker = pool.forWorkspace("bench");
  await worker.attach({ sourceId: "bench", version: "1", tables: [{ name: table, path }] });
  const policy = { tables: [{ name: table, columns: columns.split(" ") }] };
  let nextResult = 1;
  return {
    worker,
    bare,
    request: (text) => ({
      resultId: `bench-${nextResult++}`,
      sourceId: "bench",
      sql: text,
      policy,
      limits: { ...DEFAULT_LIMITS, timeoutMs: 120_000 },
    }),
    async close() {
      await pool.close();
      bare.closeSync();
      instance.closeSync();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
