import {
  AppError,
  type Catalog,
  type ColumnValues,
  type Connection,
  type CostEstimate,
  type EncodedStream,
  type GuardPolicy,
  type GuardVerdict,
  type QueryWorker,
  type ResultStream,
  type Statement,
  type StoredResult,
} from "@parlance/core";
import { decodedStream, StreamReader, throwIfCancelled } from "@parlance/worker/calls";
import { unpackCatalog } from "./packed-catalog.ts";
import type { SourceConfig, SourceMethods } from "./source-calls.ts";
import type { SourceHost, SourceProcess } from "./source-host.ts";

const OPEN_WITHIN_MS = 30_000;
const CHECK_WITHIN_MS = 30_000;
const ESTIMATE_WITHIN_MS = 30_000;
const INTROSPECT_WITHIN_MS = 10 * 60_000;
const CLOSE_WITHIN_MS = 5_000;

export interface RemoteSource extends SourceConfig {
  readonly sourceId: string;
  /** Keeps the results of `run`. */
  readonly worker: QueryWorker;
}

/** A source that is open in one process; a new process must open it again. */
interface Opened {
  readonly process: SourceProcess;
  readonly handle: Promise<number>;
}

/** An open remote source as the API process sees it: the driver works in the source process, results in the worker. */
export class RemoteConnection implements Connection {
  readonly #host: SourceHost;
  readonly #source: RemoteSource;
  #opened: Opened | null = null;
  #isClosed = false;

  private constructor(host: SourceHost, source: RemoteSource) {
    this.#host = host;
    this.#source = source;
  }

  static async open(host: SourceHost, source: RemoteSource, signal?: AbortSignal): Promise<RemoteConnection> {
    const connection = new RemoteConnection(host, source);
    await connection.#open(signal);
    return connection;
  }

  async introspect(signal?: AbortSignal): Promise<Catalog> {
    return unpackCatalog(await this.#call("introspect", {}, INTROSPECT_WITHIN_MS, signal));
  }

  values(signal?: AbortSignal): Promise<readonly ColumnValues[]> {
    return this.#call("values", {}, INTROSPECT_WITHIN_MS, signal);
  }

  check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict> {
    return this.#call("check", { sql, policy }, CHECK_WITHIN_MS, signal);
  }

  estimate(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<CostEstimate> {
    return this.#call("estimate", { sql, policy }, ESTIMATE_WITHIN_MS, signal);
  }

  async stream(statement: Statement, signal?: AbortSignal): Promise<ResultStream> {
    return decodedStream(await this.#stream(statement, new AbortController(), signal));
  }

  async run(
    { resultId, pageRows, ...statement }: Parameters<Connection["run"]>[0],
    signal?: AbortSignal,
  ): Promise<StoredResult> {
    const started = performance.now();
    const { worker, sourceId } = this.#source;
    const stop = new AbortController();
    const stream = await this.#stream(statement, stop, signal);
    try {
      // The version never changes: kept results outlive a new look at the catalog.
      await worker.attach({ sourceId, version: "remote", tables: [], isRemote: true }, signal);
      const stored = await worker.keep({ resultId, sourceId, limits: statement.limits, pageRows }, stream, signal);
      return { ...stored, elapsedMs: Math.round(performance.now() - started) };
    } catch (error) {
      // Whatever keeps the result from being kept, the source need not go on.
      stop.abort();
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const opened = this.#opened;
    if (!opened?.process.isAlive) return;
    const handle = await opened.handle;
    await this.#host.call(opened.process, "close", { handle }, { timeoutMs: CLOSE_WITHIN_MS });
  }

  async #stream(statement: Statement, stop: AbortController, signal?: AbortSignal): Promise<EncodedStream> {
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const { sql, policy, limits } = statement;
    return new StreamReader(stop).open((hooks) =>
      this.#call("stream", { sql, policy, limits }, limits.timeoutMs, either, hooks),
    );
  }

  async #call<Method extends "introspect" | "values" | "check" | "estimate" | "stream">(
    method: Method,
    params: Omit<SourceMethods[Method]["params"], "handle">,
    timeoutMs: number,
    signal?: AbortSignal,
    hooks?: Parameters<SourceHost["call"]>[4],
  ): Promise<SourceMethods[Method]["value"]> {
    const { process, handle } = await this.#open(signal);
    // The handle completes the parameters of whichever method it is.
    const complete = { ...params, handle } as unknown as SourceMethods[Method]["params"];
    return this.#host.call(process, method, complete, { timeoutMs, signal }, hooks);
  }

  /** Where the source is open now: in the process that lives, opened again when that is a new one. */
  async #open(signal?: AbortSignal): Promise<{ readonly process: SourceProcess; readonly handle: number }> {
    if (this.#isClosed) throw new AppError("SOURCE_NOT_FOUND", { message: "This connection is closed." });
    throwIfCancelled(signal);
    const process = this.#host.live();
    if (this.#opened?.process !== process) this.#opened = { process, handle: this.#openIn(process, signal) };
    const opened = this.#opened;
    try {
      return { process, handle: await opened.handle };
    } catch (error) {
      if (this.#opened === opened) this.#opened = null;
      throw error;
    }
  }

  async #openIn(process: SourceProcess, signal?: AbortSignal): Promise<number> {
    const { connector, config } = this.#source;
    const limits = { timeoutMs: OPEN_WITHIN_MS, signal };
    return (await this.#host.call(process, "open", { connector, config }, limits)).handle;
  }
}
