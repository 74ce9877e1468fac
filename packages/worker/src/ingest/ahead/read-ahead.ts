import { execFile } from "node:child_process";
import { rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { DuckDBConnection } from "@duckdb/node-api";
import { planDirectly } from "../csv/direct-load.ts";
import { readTail } from "../csv/sample.ts";
import { sniffCsv } from "../csv/sniff.ts";
import type { IngestJob } from "../job.ts";
import { firstSelect } from "../load/load-text.ts";
import { USUAL_LINE_BYTES } from "../load/row-file.ts";
import { copySql, type LoadSpan, POLL_MS } from "../load/write-parquet.ts";
import { fileLabel } from "../names.ts";
import { isMisfit } from "../typing/column-format.ts";
import { Feed } from "./feed.ts";

const LINE_FEED = 0x0a;

/**
 * A delimited file that is loaded while it arrives, by the statement that its beginning suggests. When the file is whole
 * it is looked at as if nothing had been before; only if that leads to the very same statement is its result taken.
 */
export class ReadAhead {
  readonly #connection: DuckDBConnection;
  readonly #selectOver: (path: string) => string;
  readonly #feed: Feed;
  readonly #parquet: string;
  readonly #loaded: Promise<number>;

  private constructor(
    connection: DuckDBConnection,
    selectOver: (path: string) => string,
    paths: { readonly file: string; readonly pipe: string; readonly parquet: string },
  ) {
    this.#connection = connection;
    this.#selectOver = selectOver;
    this.#parquet = paths.parquet;
    this.#loaded = connection
      .runAndReadAll(copySql(selectOver(paths.pipe), paths.parquet))
      .then((result) => Number(result.getRows()[0]?.[0] ?? 0));
    this.#loaded.catch(() => undefined);
    this.#feed = new Feed(paths.file, paths.pipe);
  }

  /** Begins in a folder of its own; null where the beginning does not show how the engine is to read the file. */
  static async begin(job: IngestJob, folder: string): Promise<ReadAhead | null> {
    const { path: file } = job.request;
    const size = await endOfLastLine(file);
    const sniffed = size === 0 ? null : await sniffCsv(job, file, size);
    const plan = sniffed && planDirectly(job, sniffed, job.claimTableName(fileLabel(job.request.fileName)));
    if (!plan) return null;
    const pipe = pipeIn(folder);
    if (!(await makePipe(pipe))) return null;
    const selectOver = (path: string): string => firstSelect({ ...plan, scan: plan.scanOf(path) });
    return new ReadAhead(job.connection, selectOver, { file, pipe, parquet: join(folder, "ahead.parquet") });
  }

  /** The file is whole. */
  finish(): void {
    this.#feed.finish();
  }

  /** The number of rows, now at `path`, as if the statement had just been run; null where it has to be run. */
  async take(job: IngestJob, select: string, path: string, span: LoadSpan): Promise<number | null> {
    if (this.#selectOver(job.request.path) !== select) {
      await this.abandon();
      return null;
    }
    const rows = await this.#rows(job, span);
    if (rows === null || !(await moved(this.#parquet, path))) return null;
    job.progress("convert", span.bytesTo, rows, span.table);
    return rows;
  }

  /** Nobody wants the result: the engine stops, or comes to the end of its pipe. */
  async abandon(): Promise<void> {
    this.#feed.stop();
    this.#connection.interrupt();
    await Promise.allSettled([this.#loaded]);
  }

  async #rows(job: IngestJob, span: LoadSpan): Promise<number | null> {
    const abandon = (): void => void this.abandon();
    job.signal?.addEventListener("abort", abandon, { once: true });
    const poll = setInterval(() => job.progress("convert", this.#feed.bytes, 0, span.table), POLL_MS);
    try {
      const rows = await this.#loaded;
      const { size } = await stat(job.request.path);
      return size === this.#feed.bytes ? rows : null;
    } catch (error) {
      job.signal?.throwIfAborted();
      if (isMisfit(error)) throw error;
      // Whether a pipe or the file itself is at fault shows when the file is read.
      return null;
    } finally {
      clearInterval(poll);
      job.signal?.removeEventListener("abort", abandon);
    }
  }
}

export const pipeIn = (folder: string): string => join(folder, "pipe.csv");

/** False where the system has no such thing. */
async function makePipe(path: string): Promise<boolean> {
  try {
    await promisify(execFile)("mkfifo", ["-m", "600", path]);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}

/** False where the two are on different disks: reading again is no worse than copying. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EXDEV") return false;
    throw error;
  }
}

/** So that a look at what has arrived ends where a row may end. */
async function endOfLastLine(path: string): Promise<number> {
  const { size } = await stat(path);
  const tail = await readTail(path, size, USUAL_LINE_BYTES);
  return size - tail.length + tail.lastIndexOf(LINE_FEED) + 1;
}
