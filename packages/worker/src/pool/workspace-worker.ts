import {
  AppError,
  type AttachedSource,
  type CheckRequest,
  type ColumnStatistics,
  type DescribedTables,
  type DescribeRequest,
  type EncodedStream,
  type ExportedFile,
  type ExportRequest,
  type FileJob,
  type GuardVerdict,
  type IngestedFile,
  type IngestProgress,
  type IngestRequest,
  type KeepRequest,
  type PageRequest,
  type QueryWorker,
  type ResultPage,
  type ResultRef,
  type ResultStream,
  type RunRequest,
  type StoredResult,
  type StreamRequest,
} from "@parlance/core";
import { joinFrames } from "../frames/decode-frame.ts";
import type { WorkerMethods } from "../protocol/messages.ts";
import { throwIfCancelled } from "./call-process.ts";
import { describeInProcess, ingestInProcess, type JobProcesses, OneProcess, rehearseInProcess } from "./jobs.ts";
import type { PoolSettings } from "./pool-options.ts";
import type { ProcessSupply } from "./process-supply.ts";
import { decodedStream, StreamReader } from "./stream-reader.ts";
import type { WorkerCallOptions, WorkerProcess } from "./worker-process.ts";

/** Opening sources and parsing statements takes milliseconds; longer means that the process hangs. */
const CONTROL_TIMEOUT_MS = 30_000;

/** One workspace's worker: starts a process when there is work, gives it the sources again after a restart, ends it when idle. */
export class WorkspaceWorker implements QueryWorker {
  readonly #settings: PoolSettings;
  readonly #supply: ProcessSupply;
  readonly #sources = new Map<string, AttachedSource>();
  #process: Promise<WorkerProcess> | null = null;
  /** What the current process has open; keyed by source, for this process only. */
  #attached = new Map<string, { readonly source: AttachedSource; readonly done: Promise<unknown> }>();
  #idleTimer: NodeJS.Timeout | undefined;
  #activeCalls = 0;

  constructor(settings: PoolSettings, supply: ProcessSupply) {
    this.#settings = settings;
    this.#supply = supply;
  }

  async attach(source: AttachedSource, signal?: AbortSignal): Promise<void> {
    const before = this.#sources.get(source.sourceId);
    if (!before || !isSame(before, source)) this.#sources.set(source.sourceId, source);
    await this.#active(async () => {
      await this.#attachedProcess(source.sourceId, signal);
    });
  }

  async detach(sourceId: string): Promise<void> {
    this.#sources.delete(sourceId);
    const isOpen = this.#attached.delete(sourceId);
    const process = await this.#process;
    if (isOpen && process?.isAlive) await process.call("detach", { sourceId }, this.#options(CONTROL_TIMEOUT_MS));
  }

  check(request: CheckRequest, signal?: AbortSignal): Promise<GuardVerdict> {
    return this.#active(async () => {
      const process = await this.#liveProcess();
      return process.call("check", request, this.#options(CONTROL_TIMEOUT_MS, signal));
    });
  }

  parse(sql: string, signal?: AbortSignal): Promise<string> {
    return this.#parser("parse", { text: sql }, signal);
  }

  print(tree: string, signal?: AbortSignal): Promise<string> {
    return this.#parser("print", { text: tree }, signal);
  }

  async run(request: RunRequest, signal?: AbortSignal): Promise<StoredResult> {
    const frames: Uint8Array[] = [];
    const value = await this.#call("run", request, {
      ...this.#options(request.limits.timeoutMs, signal),
      onFrame: (bytes) => frames.push(bytes),
    });
    return { ...value, firstPage: joinFrames(value.columns, frames) };
  }

  async keep(request: KeepRequest, stream: EncodedStream, signal?: AbortSignal): Promise<StoredResult> {
    const frames: Uint8Array[] = [];
    const params = { ...request, columns: stream.columns };
    const value = await this.#call("keep", params, {
      ...this.#options(request.limits.timeoutMs, signal),
      input: stream,
      onFrame: (bytes) => frames.push(bytes),
    });
    return { ...value, firstPage: joinFrames(value.columns, frames) };
  }

  async stream(request: StreamRequest, signal?: AbortSignal): Promise<ResultStream> {
    throwIfCancelled(signal);
    const stop = new AbortController();
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const encoded = await new StreamReader(stop).open((hooks) =>
      this.#call("stream", request, { ...this.#options(request.limits.timeoutMs, either), ...hooks }),
    );
    return decodedStream(encoded);
  }

  async page(request: PageRequest, signal?: AbortSignal): Promise<ResultPage> {
    const frames: Uint8Array[] = [];
    const value = await this.#call("page", request, {
      ...this.#options(request.limits.timeoutMs, signal),
      onFrame: (bytes) => frames.push(bytes),
    });
    return { frame: joinFrames(value.columns, frames), rowCount: value.rowCount };
  }

  statistics(request: ResultRef, signal?: AbortSignal): Promise<readonly ColumnStatistics[]> {
    return this.#call("statistics", request, this.#options(request.limits.timeoutMs, signal));
  }

  export(request: ExportRequest, signal?: AbortSignal): Promise<ExportedFile> {
    const timeoutMs = Math.max(request.limits.timeoutMs, this.#settings.exportTimeoutMs);
    return this.#call("export", request, this.#options(timeoutMs, signal));
  }

  ingest(
    request: IngestRequest,
    onProgress: (progress: IngestProgress) => void,
    signal?: AbortSignal,
  ): Promise<IngestedFile> {
    return this.#ingest(this.#jobProcesses, request, onProgress, signal);
  }

  describe(
    request: DescribeRequest,
    onProgress: (progress: IngestProgress) => void,
    signal?: AbortSignal,
  ): Promise<DescribedTables> {
    return this.#describe(this.#jobProcesses, request, onProgress, signal);
  }

  openFiles(): FileJob {
    const process = new OneProcess(this.#jobProcesses);
    const closed = new AbortController();
    let rehearsal = Promise.resolve();
    return {
      rehearse: (file) => {
        const running = this.#active(() => rehearseInProcess(process, file, closed.signal));
        // What is wrong with the file is told when it is read; a process that it cost is replaced then.
        rehearsal = running.catch((error: unknown) => this.#settings.onLog(`rehearsal: ${codeOf(error)}`));
        return rehearsal;
      },
      ingest: async (...job) => {
        await rehearsal;
        return this.#ingest(process, ...job);
      },
      describe: (...job) => this.#describe(process, ...job),
      close: async () => {
        closed.abort();
        // It may be about to get its process.
        await rehearsal;
        await process.close();
      },
    };
  }

  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const process = this.#process;
    this.#process = null;
    this.#attached.clear();
    await (await process)?.close();
  }

  #ingest(processes: JobProcesses, ...job: Parameters<FileJob["ingest"]>): Promise<IngestedFile> {
    return this.#active(() => ingestInProcess(processes, ...job));
  }

  #describe(processes: JobProcesses, ...job: Parameters<FileJob["describe"]>): Promise<DescribedTables> {
    const [request, onProgress, signal] = job;
    const { describeTimeoutMs } = this.#settings;
    return this.#active(() => describeInProcess(processes, request, describeTimeoutMs, onProgress, signal));
  }

  #parser(method: "parse" | "print", params: { readonly text: string }, signal?: AbortSignal): Promise<string> {
    return this.#active(async () => {
      const process = await this.#liveProcess();
      return process.call(method, params, this.#options(CONTROL_TIMEOUT_MS, signal));
    });
  }

  #call<Method extends "run" | "keep" | "stream" | "page" | "statistics" | "export">(
    method: Method,
    request: WorkerMethods[Method]["params"] & { readonly sourceId: string },
    options: WorkerCallOptions,
  ): Promise<WorkerMethods[Method]["value"]> {
    return this.#active(async () => {
      const process = await this.#attachedProcess(request.sourceId, options.signal);
      return process.call(method, request, options);
    });
  }

  get #jobProcesses(): JobProcesses {
    return this.#settings.sharesProcess
      ? { take: () => this.#liveProcess(), giveBack: async () => undefined }
      : { take: () => this.#supply.take(), giveBack: (process) => process.close() };
  }

  #options(timeoutMs: number, signal?: AbortSignal): WorkerCallOptions {
    const onDeadline = () => new AppError("QUERY_TIMEOUT", { details: { limitMs: timeoutMs } });
    return { timeoutMs, onDeadline, signal };
  }

  /** A process that has this source open in the version last attached. */
  async #attachedProcess(sourceId: string, signal?: AbortSignal): Promise<WorkerProcess> {
    const source = this.#sources.get(sourceId);
    if (!source) throw new AppError("SOURCE_NOT_FOUND");
    const process = await this.#liveProcess();
    const open = this.#attached.get(sourceId);
    if (open?.source !== source) this.#attached.set(sourceId, { source, done: this.#open(process, source, signal) });
    await this.#attached.get(sourceId)?.done;
    return process;
  }

  async #open(process: WorkerProcess, source: AttachedSource, signal?: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    try {
      await process.call("attach", source, this.#options(CONTROL_TIMEOUT_MS));
    } catch (error) {
      if (this.#attached.get(source.sourceId)?.source === source) this.#attached.delete(source.sourceId);
      throw error;
    }
  }

  async #liveProcess(): Promise<WorkerProcess> {
    const current = this.#process;
    const process = await current?.catch(() => null);
    if (process?.isAlive) return process;
    // Several callers may find it dead at once: the first one replaces it, the others take what it put there.
    if (this.#process !== current) return this.#liveProcess();
    this.#attached = new Map();
    const next = this.#supply.take();
    this.#process = next;
    return next;
  }

  /** Counts calls, so that only a worker nobody waits for is ended. */
  async #active<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#idleTimer);
    this.#activeCalls++;
    try {
      return await work();
    } finally {
      this.#activeCalls--;
      if (this.#activeCalls === 0) this.#endWhenIdle();
    }
  }

  #endWhenIdle(): void {
    this.#idleTimer = setTimeout(() => void this.close(), this.#settings.idleMs);
    this.#idleTimer.unref();
  }
}

/** Not the message, which may quote the file. */
const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : String(error));

const isSame = (a: AttachedSource, b: AttachedSource): boolean =>
  a.version === b.version &&
  a.isRemote === b.isRemote &&
  a.isCombined === b.isCombined &&
  a.tables.length === b.tables.length &&
  a.tables.every((table, i) => table.name === b.tables[i]?.name && table.path === b.tables[i]?.path);
