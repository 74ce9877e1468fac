import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { AppError, type IngestProgress, type IngestRequest, type IngestWarning } from "@parlance/core";
import type { ReadAhead } from "./ahead/read-ahead.ts";
import { tableName } from "./names.ts";

const MAX_WARNINGS = 200;

/** One run of ingestFile: what every reader needs, and the only holder of its changing state. */
export class IngestJob {
  readonly request: IngestRequest;
  readonly connection: DuckDBConnection;
  readonly signal: AbortSignal | undefined;
  /** A load that began while the file was arriving. */
  readonly ahead: ReadAhead | undefined;
  readonly warnings: IngestWarning[] = [];
  readonly #onProgress: (progress: IngestProgress) => void;
  readonly #takenNames: string[];
  readonly #scratch: string;
  readonly #parquetPaths: string[] = [];
  #scratchCount = 0;
  #bytesTotal = 0;

  constructor(
    request: IngestRequest,
    connection: DuckDBConnection,
    onProgress: (progress: IngestProgress) => void,
    signal: AbortSignal | undefined,
    ahead?: ReadAhead,
  ) {
    this.request = request;
    this.connection = connection;
    this.signal = signal;
    this.ahead = ahead;
    this.#onProgress = onProgress;
    this.#takenNames = [...request.takenNames];
    this.#scratch = join(request.outDir, "scratch");
  }

  setBytesTotal(bytes: number): void {
    this.#bytesTotal = bytes;
  }

  progress(phase: IngestProgress["phase"], bytesDone: number, rows: number, table?: string): void {
    this.#onProgress({
      phase,
      bytesDone: Math.min(bytesDone, this.#bytesTotal),
      bytesTotal: this.#bytesTotal,
      rows,
      ...(table === undefined ? {} : { table }),
    });
  }

  warn(warning: IngestWarning): void {
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push(warning);
  }

  /** A readable name for a table, never given twice. */
  claimTableName(label: string): string {
    const name = tableName(label, this.#takenNames);
    this.#takenNames.push(name);
    return name;
  }

  nextParquetPath(): string {
    const path = join(this.request.outDir, `${this.#parquetPaths.length}.parquet`);
    this.#parquetPaths.push(path);
    return path;
  }

  /** A path for an intermediate file; gone when the job ends. */
  async scratchPath(name: string): Promise<string> {
    await mkdir(this.#scratch, { recursive: true });
    return join(this.#scratch, `${this.#scratchCount++}-${name}`);
  }

  /** Takes back what was written when the file turns out to be broken. */
  async removeTables(): Promise<void> {
    await Promise.all(this.#parquetPaths.map((path) => rm(path, { force: true })));
  }

  async removeScratch(): Promise<void> {
    await rm(this.#scratch, { recursive: true, force: true });
  }

  /** The error for a file that is truly broken, always naming the file and, where known, the place in it. */
  reject(message: string, place: { row?: number; column?: string; table?: string } = {}, hint?: string): AppError {
    return new AppError("FILE_REJECTED", {
      message,
      details: { file: this.request.fileName, ...place },
      ...(hint === undefined ? {} : { hint }),
    });
  }

  empty(message: string): AppError {
    return new AppError("FILE_EMPTY", { message, details: { file: this.request.fileName } });
  }
}
