import type { DuckDBInstance } from "@duckdb/node-api";
import { AppError, type AttachedSource, type ResultRef, type StoredTable } from "@parlance/core";
import { guardDuckdb, type RunnableText, refusalError, restrictedError } from "@parlance/sql";
import type { InputQueue } from "../protocol/input-queue.ts";
import type { KeepParams } from "../protocol/messages.ts";
import { unlessEngineFails } from "./errors.ts";
import { areSmall, defineViews, holdTables } from "./held-tables.ts";
import { onConnection } from "./on-connection.ts";
import type { Parser } from "./parser.ts";
import { type Buildable, type BuiltResult, type KeptResult, RESULTS_SCHEMA, ResultStore } from "./result-store.ts";
import { openSandbox } from "./sandbox.ts";
import type { EngineSettings } from "./settings.ts";

/** A source that is asked this often is worth copying, which costs as much as twenty to forty statements over it. */
export const USES_BEFORE_HELD = 24;

/**
 * One version of one source: a DuckDB that can read this version's Parquet files and the scratch folder and nothing
 * else, so that not even a hole in the guard would show one source to another.
 */
export class SourceEngine {
  readonly source: AttachedSource;
  readonly instance: DuckDBInstance;
  readonly #results: ResultStore;
  readonly #parser: Parser;
  readonly #isSmall: boolean;
  #users = 0;
  #uses = 0;
  #isRetired = false;

  private constructor(
    source: AttachedSource,
    instance: DuckDBInstance,
    parser: Parser,
    { isSmall, maxResultBytes }: { readonly isSmall: boolean; readonly maxResultBytes: number },
  ) {
    this.source = source;
    this.instance = instance;
    this.#parser = parser;
    this.#isSmall = isSmall;
    this.#results = new ResultStore(instance, maxResultBytes);
  }

  static async open(source: AttachedSource, settings: EngineSettings, parser: Parser): Promise<SourceEngine> {
    // Rows that come from elsewhere may be many, however few its own are.
    const isSmall = !source.isRemote && !source.isCombined && (await areSmall(source.tables));
    const instance = await openSandbox({
      readPaths: source.tables.map((table) => table.path),
      writeDirs: [settings.scratchDir],
      tempDir: settings.scratchDir,
      threads: isSmall ? 1 : settings.threads,
      memoryBytes: settings.memoryBytes,
      maxTempBytes: settings.maxTempBytes,
    });
    try {
      await defineTables(instance, source.tables);
      return new SourceEngine(source, instance, parser, { isSmall, maxResultBytes: settings.maxResultBytes });
    } catch (error) {
      instance.closeSync();
      throw new AppError("SOURCE_NOT_FOUND", {
        message: "The data of this source could not be opened.",
        cause: error,
      });
    }
  }

  /**
   * The text to run: the one given, with the values of a PIVOT and the policy's restrictions written in. Rejects with
   * SQL_REFUSED, or with SQL_SYNTAX when it is not SQL at all.
   */
  async allow({ sql, policy }: Pick<ResultRef, "sql" | "policy">, signal: AbortSignal): Promise<RunnableText> {
    if (this.source.isRemote) throw new AppError("SQL_REFUSED");
    const guarded = await guardDuckdb(sql, {
      check: async (text) => (await this.#parser.judge(text, policy)).verdict,
      readTexts: async (query) => this.#readTexts((await this.#parser.judge(query, policy)).runs.sql, signal),
    });
    if (!guarded.verdict.isAllowed) throw refusalError(guarded.verdict.refusal);
    return (await this.#parser.judge(guarded.sql, policy)).runs;
  }

  #readTexts(query: string, signal: AbortSignal): Promise<string[]> {
    return onConnection(this.instance, signal, query, async (connection) => {
      const reader = await connection.runAndReadAll(query);
      return reader.getRows().map((row) => String(row[0]));
    });
  }

  async run(ref: Buildable, signal: AbortSignal): Promise<BuiltResult> {
    const runs = await this.allow(ref, signal);
    try {
      return await this.#results.build({ ...ref, sql: runs.sql }, signal);
    } catch (error) {
      throw restrictedError(error, runs, ref.policy);
    }
  }

  /** A kept result whose table is there. */
  find(resultId: string): KeptResult | undefined {
    const kept = this.#results.find(resultId);
    return kept?.rows === null ? kept : undefined;
  }

  /** Keeps rows that come from elsewhere. */
  keep(params: KeepParams, input: InputQueue, signal: AbortSignal): Promise<KeptResult> {
    return this.#results.keep(params, input, signal);
  }

  /** The kept result with its table, made again from its statement when it is gone. A remote source's statement is not ours to run. */
  async result(ref: ResultRef, signal: AbortSignal): Promise<KeptResult> {
    const kept = await this.#results.findTable(ref.resultId);
    if (kept) return kept;
    if (this.source.isRemote || this.source.isCombined) throw new AppError("RESULT_EXPIRED");
    return (await this.run(ref, signal)).kept;
  }

  /** Keeps the engine open while `work` runs, even when a newer version takes its place meanwhile. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    this.#users++;
    this.#uses++;
    if (this.#isSmall && this.#uses === USES_BEFORE_HELD) void this.use(() => unlessEngineFails(this.#hold()));
    try {
      return await work();
    } finally {
      this.#users--;
      this.#closeWhenUnused();
    }
  }

  /** Statements under way go on over the files; those that come after it find the tables in memory. */
  async #hold(): Promise<void> {
    const { tables } = this.source;
    if (!(await holdTables(this.instance, tables))) return;
    const connection = await this.instance.connect();
    try {
      await connection.run("BEGIN TRANSACTION");
      await defineViews(connection, tables, true);
      await connection.run("COMMIT");
    } finally {
      connection.closeSync();
    }
  }

  retire(): void {
    this.#isRetired = true;
    this.#closeWhenUnused();
  }

  #closeWhenUnused(): void {
    if (this.#isRetired && this.#users === 0) this.instance.closeSync();
  }
}

async function defineTables(instance: DuckDBInstance, tables: readonly StoredTable[]): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE SCHEMA ${RESULTS_SCHEMA}`);
    await defineViews(connection, tables, false);
  } finally {
    connection.closeSync();
  }
}
