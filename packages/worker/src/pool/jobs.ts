import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  AppError,
  type ArrivingFile,
  type DescribedTables,
  type DescribeRequest,
  type IngestedFile,
  type IngestProgress,
  type IngestRequest,
} from "@parlance/core";
import type { WorkerProcess } from "./worker-process.ts";

type OnProgress = (progress: IngestProgress) => void;

/**
 * Where a job's process comes from and what becomes of it. In the server every job gets one of its own, so that a
 * poisonous file can hurt neither queries nor other uploads; where all work is one person's, one process serves all.
 */
export interface JobProcesses {
  take(): Promise<WorkerProcess>;
  giveBack(process: WorkerProcess): Promise<void>;
}

/** One process for all jobs until `close`; another takes its place when it ends. */
export class OneProcess implements JobProcesses {
  readonly #processes: JobProcesses;
  #current: WorkerProcess | null = null;

  constructor(processes: JobProcesses) {
    this.#processes = processes;
  }

  async take(): Promise<WorkerProcess> {
    if (this.#current?.isAlive) return this.#current;
    await this.close();
    this.#current = await this.#processes.take();
    return this.#current;
  }

  async giveBack(): Promise<void> {}

  async close(): Promise<void> {
    const process = this.#current;
    this.#current = null;
    if (process) await this.#processes.giveBack(process);
  }
}

const REHEARSAL_TIMEOUT_MS = 10_000;

export async function rehearseInProcess(
  processes: JobProcesses,
  file: ArrivingFile,
  signal: AbortSignal,
): Promise<void> {
  const onDeadline = () => new AppError("QUERY_TIMEOUT", { details: { limitMs: REHEARSAL_TIMEOUT_MS } });
  const process = await processes.take();
  await process.call("rehearse", file, { timeoutMs: REHEARSAL_TIMEOUT_MS, onDeadline, signal });
}

export async function ingestInProcess(
  processes: JobProcesses,
  request: IngestRequest,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<IngestedFile> {
  const process = await processes.take();
  try {
    const options = { timeoutMs: request.timeoutMs, onDeadline: () => tooSlow(request), onProgress, signal };
    return await process.call("ingest", request, options);
  } catch (error) {
    await empty(request.outDir);
    throw asFileError(error, request);
  } finally {
    await processes.giveBack(process);
  }
}

export async function describeInProcess(
  processes: JobProcesses,
  request: DescribeRequest,
  timeoutMs: number,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<DescribedTables> {
  const process = await processes.take();
  try {
    const onDeadline = () => new AppError("QUERY_TIMEOUT", { details: { limitMs: timeoutMs } });
    return await process.call("describe", request, { timeoutMs, onDeadline, onProgress, signal });
  } finally {
    await processes.giveBack(process);
  }
}

/** A file that ends its reader, or outlasts it, is the file's fault: trying again would end the same way. */
function asFileError(error: unknown, request: IngestRequest): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.code === "QUERY_TIMEOUT") return tooSlow(request);
  if (error.code !== "ENGINE_RESTARTED" && error.code !== "QUERY_TOO_LARGE") return error;
  return new AppError("FILE_REJECTED", {
    message: "Reading this file needed more memory than allowed, so it was given up.",
    hint: "Check that the file is what its name says; split it if it is simply large.",
    details: { file: request.fileName },
    cause: error,
  });
}

const tooSlow = (request: IngestRequest): AppError =>
  new AppError("FILE_REJECTED", {
    message: "Reading this file took longer than allowed, so it was given up.",
    details: { file: request.fileName, limitMs: request.timeoutMs },
  });

/** All or nothing: what a failed job left behind goes. */
async function empty(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
