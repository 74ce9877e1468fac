import {
  type AppError,
  type Catalog,
  type ColumnValues,
  type Connection,
  type CostEstimate,
  type GuardPolicy,
  type GuardVerdict,
  isAppError,
  type ResultStream,
  type Statement,
  type StoredResult,
} from "@parlance/core";
import type { CircuitBreaker } from "./circuit-breaker.ts";

export interface IdleConnectionOptions {
  readonly open: (signal?: AbortSignal) => Promise<Connection>;
  readonly canEstimate: boolean;
  /** A connection nobody used for this long is closed; the next use opens it again. */
  readonly idleMs: number;
  /** Spares callers a source that is down. */
  readonly breaker: Pick<CircuitBreaker, "run">;
}

/**
 * A connection that is opened by its first use and closed when it is left alone, so that a source in the list costs
 * its server nothing. Work cut off by a lost connection is done once more on a fresh one: the caller had seen nothing
 * of it yet. A stream is not repeated; its reader may have.
 */
export class IdleConnection implements Connection {
  readonly #options: IdleConnectionOptions;
  /** Present where the source can estimate, as the port asks. */
  readonly estimate?: NonNullable<Connection["estimate"]>;
  #opened: Promise<Connection> | undefined;
  #users = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: IdleConnectionOptions) {
    this.#options = options;
    if (options.canEstimate) this.estimate = (sql, policy, signal) => this.#estimate(sql, policy, signal);
  }

  introspect(signal?: AbortSignal): Promise<Catalog> {
    return this.#twice((connection) => connection.introspect(signal), signal);
  }

  values(signal?: AbortSignal): Promise<readonly ColumnValues[]> {
    return this.#twice((connection) => connection.values(signal), signal);
  }

  check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict> {
    return this.#twice((connection) => connection.check(sql, policy, signal), signal);
  }

  run(
    statement: Statement & { readonly resultId: string; readonly pageRows: number },
    signal?: AbortSignal,
  ): Promise<StoredResult> {
    return this.#twice((connection) => connection.run(statement, signal), signal);
  }

  async stream(statement: Statement, signal?: AbortSignal): Promise<ResultStream> {
    return this.#options.breaker.run(() => this.#stream(statement, signal));
  }

  async #stream(statement: Statement, signal?: AbortSignal): Promise<ResultStream> {
    const connection = await this.#acquire(signal);
    try {
      const stream = await connection.stream(statement, signal);
      return {
        ...stream,
        columns: stream.columns,
        wasTruncated: () => stream.wasTruncated(),
        frames: this.#held(stream),
      };
    } catch (error) {
      this.#release(error);
      throw error;
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const opened = this.#opened;
    this.#opened = undefined;
    // What could not be opened needs no closing.
    await opened?.then((connection) => connection.close()).catch(() => undefined);
  }

  #estimate(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<CostEstimate> {
    return this.#twice(async (connection) => (await connection.estimate?.(sql, policy, signal)) ?? {}, signal);
  }

  async #twice<T>(work: (connection: Connection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { breaker } = this.#options;
    try {
      return await breaker.run(() => this.#once(work, signal));
    } catch (error) {
      if (!isLost(error) || signal?.aborted) throw error;
      return breaker.run(() => this.#once(work, signal));
    }
  }

  async #once<T>(work: (connection: Connection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const connection = await this.#acquire(signal);
    try {
      const result = await work(connection);
      this.#release();
      return result;
    } catch (error) {
      this.#release(error);
      throw error;
    }
  }

  async *#held({ frames }: ResultStream): ResultStream["frames"] {
    try {
      yield* frames;
      this.#release();
    } catch (error) {
      this.#release(error);
      throw error;
    }
  }

  async #acquire(signal?: AbortSignal): Promise<Connection> {
    clearTimeout(this.#timer);
    this.#users++;
    this.#opened ??= this.#options.open(signal);
    const opening = this.#opened;
    try {
      return await opening;
    } catch (error) {
      if (this.#opened === opening) this.#opened = undefined;
      this.#users--;
      throw error;
    }
  }

  #release(error?: unknown): void {
    this.#users--;
    if (isLost(error)) void this.close();
    else if (this.#users === 0) this.#timer = setTimeout(() => void this.close(), this.#options.idleMs).unref();
  }
}

const LOST = new Set<AppError["code"]>(["SOURCE_CONNECTION_LOST", "ENGINE_RESTARTED"]);
const isLost = (error: unknown): boolean => isAppError(error) && LOST.has(error.code);
