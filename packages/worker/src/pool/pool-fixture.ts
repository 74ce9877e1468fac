import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { DEFAULT_LIMITS, type GuardPolicy, type QueryWorker, type ResultRef, type RunLimits } from "@parlance/core";
import { quoteText } from "../ingest/quote.ts";
import type { WorkerPoolOptions } from "./pool-options.ts";
import { createWorkerPool, type WorkerPool } from "./worker-pool.ts";

/** For tests: a pool over Parquet files made from SQL, in a folder of its own. */
export interface PoolFixture {
  readonly dir: string;
  readonly pool: WorkerPool;
  readonly worker: QueryWorker;
  /** Writes each query's rows as one table's Parquet file and attaches them as one source. */
  attach(tables: Readonly<Record<string, string>>, sourceId?: string, workspaceId?: string): Promise<void>;
  request(sql: string, limits?: Partial<RunLimits>, sourceId?: string): ResultRef;
  close(): Promise<void>;
}

export async function openPoolFixture(options: Partial<WorkerPoolOptions> = {}): Promise<PoolFixture> {
  const dir = await mkdtemp(join(tmpdir(), "parlance-worker-"));
  const pool = createWorkerPool({
    spares: 0,
    memoryBytes: 512 * 1024 * 1024,
    ...options,
    scratchDir: join(dir, "scratch"),
  });
  const policies = new Map<string, GuardPolicy>();
  let nextResult = 1;
  return {
    dir,
    pool,
    worker: pool.forWorkspace("w1"),
    async attach(tables, sourceId = "s1", workspaceId = "w1") {
      const stored = await writeTables(dir, sourceId, tables);
      policies.set(sourceId, { tables: stored.map(({ name, columns }) => ({ name, columns })) });
      await pool.forWorkspace(workspaceId).attach({ sourceId, version: String(nextResult), tables: stored });
    },
    request: (sql, limits = {}, sourceId = "s1") => ({
      resultId: `r${nextResult++}`,
      sourceId,
      sql,
      policy: policies.get(sourceId) ?? { tables: [] },
      limits: { ...DEFAULT_LIMITS, ...limits },
    }),
    async close() {
      await pool.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function writeTables(dir: string, sourceId: string, tables: Readonly<Record<string, string>>) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const stored = [];
  for (const [name, sql] of Object.entries(tables)) {
    const path = join(dir, `${sourceId}-${stored.length}.parquet`);
    await connection.run(`COPY (${sql}) TO ${quoteText(path)} (FORMAT parquet)`);
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${quoteText(path)}`);
    stored.push({ name, path, columns: described.getRows().map((row) => String(row[0])) });
  }
  connection.closeSync();
  instance.closeSync();
  return stored;
}
