import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIALECTS, type GuardVerdict, type QueryWorker } from "@parlance/core";
import { createWorkerPool } from "@parlance/worker";
import { CliError } from "../cli-error.ts";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { policyFor, tableNameAt } from "./guard-tables.ts";

export interface GuardOptions {
  readonly dialect: string;
  readonly tables?: string;
  readonly allTables?: boolean;
}

interface GuardLine {
  readonly id: unknown;
  readonly sql: string;
}

/** A statement that names more tables than this is refused, whatever they are. */
const MAX_TABLES = 100;

/** Judges statements, one JSON object per line in and out, in order; runs none of them. */
export async function guard(options: GuardOptions, io: CliIo): Promise<ExitCode> {
  checkDialect(options.dialect);
  const given = (options.tables ?? "").split(",").map((name) => name.trim());
  const tables = given.filter((name) => name !== "");
  if (tables.length === 0 && !options.allTables) {
    throw new CliError(EXIT.usage, "Which tables may be read?", "Add --tables a,b,c or --all-tables.");
  }
  await withWorker(async (worker) => {
    let lineNumber = 0;
    for await (const line of io.readLines()) {
      lineNumber++;
      if (line.trim() === "") continue;
      const { id, sql } = parseLine(line, lineNumber);
      const verdict = await judge(worker, sql, tables, options.allTables === true);
      await io.write(`${JSON.stringify({ id, ...reportOf(verdict) })}\n`);
    }
  });
  return EXIT.answered;
}

function checkDialect(dialect: string): void {
  if (dialect === "duckdb") return;
  const isKnown = DIALECTS.some((known) => known === dialect);
  throw isKnown
    ? new CliError(EXIT.usage, `The guard does not support ${dialect} yet.`, "Use --dialect duckdb.")
    : new CliError(EXIT.usage, `There is no dialect "${dialect}".`, `Known are ${DIALECTS.join(", ")}.`);
}

async function withWorker(work: (worker: QueryWorker) => Promise<void>): Promise<void> {
  const scratchDir = await mkdtemp(join(tmpdir(), "parlance-"));
  const pool = createWorkerPool({ scratchDir, spares: 0 });
  try {
    await work(pool.forWorkspace("guard"));
  } finally {
    await pool.close();
    await rm(scratchDir, { recursive: true, force: true });
  }
}

function parseLine(line: string, lineNumber: number): GuardLine {
  const value = readJson(line);
  if (typeof value === "object" && value !== null && "sql" in value && typeof value.sql === "string") {
    return { id: "id" in value ? value.id : null, sql: value.sql };
  }
  throw new CliError(
    EXIT.usage,
    `Line ${lineNumber} is not a JSON object with "id" and "sql".`,
    'Send lines such as {"id": 1, "sql": "SELECT 1"}.',
  );
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** With all tables allowed, a refused table is added to the list and the statement judged again. */
async function judge(
  worker: QueryWorker,
  sql: string,
  tables: readonly string[],
  isAnyTable: boolean,
): Promise<GuardVerdict> {
  const allowed = [...tables];
  for (;;) {
    const verdict = await worker.check({ sourceId: "guard", sql, policy: policyFor(allowed) });
    if (verdict.isAllowed || !isAnyTable || verdict.refusal.rule !== "table-not-allowed") return verdict;
    const { position } = verdict.refusal;
    const name = position === undefined ? null : tableNameAt(sql, position);
    if (name === null || allowed.includes(name) || allowed.length >= MAX_TABLES) return verdict;
    allowed.push(name);
  }
}

const reportOf = (verdict: GuardVerdict) =>
  verdict.isAllowed
    ? { verdict: "allow", rule: null, message: null, position: null }
    : {
        verdict: "refuse",
        rule: verdict.refusal.rule,
        message: verdict.refusal.message,
        position: verdict.refusal.position ?? null,
      };
