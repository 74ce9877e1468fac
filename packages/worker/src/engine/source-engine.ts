import type { DuckDBInstance } from "@duckdb/node-api";
import { AppError, type AttachedSource, type ResultRef, type StoredTable } from "@parlance/core";
import { quoteName, quoteText } from "../ingest/quote.ts";
import type { Parser } from "./parser.ts";
import { type KeptResult, RESULTS_SCHEMA, ResultStore } from "./result-store.ts";
import { openSandbox } from "./sandbox.ts";
import type { EngineSettings } from "./settings.ts";

/**
 * One version of one source: a DuckDB that can read this version's Parquet files and the scratch folder and nothing
 * else, so that not even a hole in the guard would show one source to another.
 */
export class SourceEngine {
  readonly source: AttachedSource;
  readonly instance: DuckDBInstance;
  readonly #results: ResultStore;
  readonly #parser: Parser;
  #users = 0;
  #isRetired = false;

  private constructor(source: AttachedSource, instance: DuckDBInstance, parser: Parser, maxResultBytes: number) {
    this.source = source;
    this.instance = instance;
    this.#parser = parser;
    this.#results = new ResultStore(instance, maxResultBytes);
  }

  static async open(source: AttachedSource, settings: EngineSettings, parser: Parser): Promise<SourceEngine> {
    const instance = await openSandbox({
      readPaths: source.tables.map((table) => table.path),
      writeDirs: [settings.scratchDir],
      tempDir: settings.scratchDir,
      threads: settings.threads,
      memoryBytes: settings.memoryBytes,
      maxTempBytes: settings.maxTempBytes,
    });
    try {
      await defineTables(instance, source.tables);
      return new SourceEngine(source, instance, parser, settings.maxResultBytes);
    } catch (error) {
      instance.closeSync();
      throw new AppError("SOURCE_NOT_FOUND", {
        message: "The data of this source could not be opened.",
        cause: error,
      });
    }
  }

  /** Rejects with SQL_REFUSED, or SQL_SYNTAX when the text is not SQL at all. */
  async allow(ref: Pick<ResultRef, "sql" | "policy">): Promise<void> {
    const verdict = await this.#parser.check(ref.sql, ref.policy);
    if (verdict.isAllowed) return;
    const { rule, message, position } = verdict.refusal;
    const details = position === undefined ? { rule } : { rule, position };
    throw new AppError(rule === "syntax" ? "SQL_SYNTAX" : "SQL_REFUSED", { message, details });
  }

  async run(ref: ResultRef, signal: AbortSignal): Promise<KeptResult> {
    await this.allow(ref);
    return this.#results.build(ref, signal);
  }

  find(resultId: string): KeptResult | undefined {
    return this.#results.find(resultId);
  }

  /** The kept result, made again from its statement when it is gone. */
  async result(ref: ResultRef, signal: AbortSignal): Promise<KeptResult> {
    return this.#results.find(ref.resultId) ?? this.run(ref, signal);
  }

  /** Keeps the engine open while `work` runs, even when a newer version takes its place meanwhile. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    this.#users++;
    try {
      return await work();
    } finally {
      this.#users--;
      this.#closeWhenUnused();
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

/** Views, not tables: SELECT * hides the reader's own virtual columns, such as the file's path. */
async function defineTables(instance: DuckDBInstance, tables: readonly StoredTable[]): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE SCHEMA ${RESULTS_SCHEMA}`);
    for (const { name, path } of tables) {
      await connection.run(`CREATE VIEW ${quoteName(name)} AS SELECT * FROM read_parquet(${quoteText(path)})`);
    }
  } finally {
    connection.closeSync();
  }
}
