import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dialect, GuardPolicy, GuardVerdict, QueryWorker } from "@parlance/core";
import { guardStatement, isGuardedDialect } from "@parlance/sql";
import { policyFor, tableNameAt } from "./guard-tables.ts";

/** Judges statements of one dialect under one policy. */
export interface Judge {
  judge(sql: string): Promise<GuardVerdict>;
  close(): Promise<void>;
}

/** Undefined for a dialect that has no guard. */
export async function openJudge(dialect: Dialect, policy: GuardPolicy): Promise<Judge | undefined> {
  if (dialect === "duckdb") return openDuckdbJudge(policy);
  if (!isGuardedDialect(dialect)) return undefined;
  return { judge: (sql) => guardStatement(dialect, sql, policy), close: async () => {} };
}

/** DuckDB's own parser lives in the worker, so this dialect alone starts one. */
async function openDuckdbJudge(policy: GuardPolicy): Promise<Judge> {
  const { createWorkerPool } = await import("@parlance/worker");
  const scratchDir = await mkdtemp(join(tmpdir(), "parlance-"));
  const pool = createWorkerPool({ scratchDir, spares: 0 });
  const worker = pool.forWorkspace("guard");
  return {
    judge: (sql) => judgeDuckdb(worker, sql, policy),
    close: async () => {
      await pool.close();
      await rm(scratchDir, { recursive: true, force: true });
    },
  };
}

/** A statement that names more tables than this is refused, whatever they are. */
const MAX_TABLES = 100;

/** With all tables allowed, a refused table is added to the list and the statement judged again. */
async function judgeDuckdb(worker: QueryWorker, sql: string, policy: GuardPolicy): Promise<GuardVerdict> {
  const tables = [...policy.tables];
  for (;;) {
    const verdict = await worker.check({ sourceId: "guard", sql, policy: { tables } });
    if (verdict.isAllowed || policy.allTables !== true || verdict.refusal.rule !== "table-not-allowed") return verdict;
    const { position } = verdict.refusal;
    const name = position === undefined ? null : tableNameAt(sql, position);
    if (name === null || tables.some((table) => table.name === name) || tables.length >= MAX_TABLES) return verdict;
    tables.push(...policyFor("duckdb", [name]).tables);
  }
}
