import {
  AppError,
  type Catalog,
  type ColumnValues,
  type CostEstimate,
  type Driver,
  type GuardPolicy,
  type GuardVerdict,
  type Outbound,
  type RemoteNeeds,
  type ResultStream,
  type Statement,
} from "@parlance/core";
import { guardMysql, judgeMysql, type MysqlNames, type RunnableText, refusalError, visibleTo } from "@parlance/sql";
import { restrictedStream } from "../process/restricted-stream.ts";
import { rowStream } from "../process/row-stream.ts";
import type { MysqlConfig } from "./config.ts";
import { toAppError } from "./errors.ts";
import { readEstimate } from "./estimate.ts";
import { readCatalog } from "./introspect.ts";
import { readValues } from "./samples.ts";
import { killSession, openSession, type Session } from "./session.ts";
import { Slots } from "./slots.ts";
import { StatementRows } from "./statement-rows.ts";

export { probeMysql } from "./probe.ts";

/** Enough for the people of one workspace who ask at once; servers allow some 150 in all. */
const SESSIONS_AT_ONCE = 16;
const INTROSPECT_MS = 60_000;
const VALUES_OF_ONE_MS = 3_000;
const ESTIMATE_MS = 10_000;

export async function openMysql(config: MysqlConfig, { outbound }: RemoteNeeds, signal?: AbortSignal): Promise<Driver> {
  const session = await openSession(config, outbound, INTROSPECT_MS, signal);
  session.connection.end();
  return new MysqlDriver(config, outbound, { foldsTableNames: session.foldsTableNames, database: config.database });
}

class MysqlDriver implements Driver {
  readonly #config: MysqlConfig;
  readonly #outbound: Outbound;
  readonly #names: MysqlNames;
  readonly #slots = new Slots(SESSIONS_AT_ONCE);
  readonly #closed = new AbortController();

  constructor(config: MysqlConfig, outbound: Outbound, names: MysqlNames) {
    this.#config = config;
    this.#outbound = outbound;
    this.#names = names;
  }

  introspect(signal?: AbortSignal): Promise<Catalog> {
    return this.#inSession(INTROSPECT_MS, (session) => readCatalog(session, this.#config.database), signal);
  }

  async values(signal?: AbortSignal): Promise<readonly ColumnValues[]> {
    const catalog = await this.introspect(signal);
    return this.#inSession(VALUES_OF_ONE_MS, (session) => readValues(session, catalog), signal);
  }

  async check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict> {
    this.#signalOf(signal);
    return guardMysql(sql, policy, this.#names);
  }

  estimate(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<CostEstimate> {
    const runs = this.#allow(sql, policy);
    // The server's plan would show the rules, and its figures the rows that they leave out.
    if (runs.sql !== sql) return Promise.resolve({});
    return this.#inSession(ESTIMATE_MS, (session) => readEstimate(session, runs.sql), signal);
  }

  async stream(statement: Statement, signal?: AbortSignal): Promise<ResultStream> {
    const stop = this.#signalOf(signal);
    const runs = this.#allow(statement.sql, statement.policy);
    // Hints are made of names, and hidden ones must not come up.
    const running = { ...statement, sql: runs.sql, policy: visibleTo(statement.policy) };
    return restrictedStream(() => this.#startOrRetry(running, stop), runs, statement.policy);
  }

  async #startOrRetry(statement: Statement, stop: AbortSignal): Promise<ResultStream> {
    try {
      return await this.#start(statement, stop);
    } catch (error) {
      // No row has been given yet, so that the same statement may be asked once more of a server that came back.
      const isLost = error instanceof AppError && error.code === "SOURCE_CONNECTION_LOST" && !stop.aborted;
      if (!isLost) throw error;
      return this.#start(statement, stop);
    }
  }

  async close(): Promise<void> {
    this.#closed.abort();
  }

  #allow(sql: string, policy: GuardPolicy): RunnableText {
    const { verdict, runs } = judgeMysql(sql, policy, this.#names);
    if (!verdict.isAllowed) throw refusalError(verdict.refusal);
    return runs;
  }

  /** Every statement has a session of its own: nothing that one sets is there for the next. */
  async #start(statement: Statement, signal: AbortSignal): Promise<ResultStream> {
    const free = await this.#slots.take(signal);
    let session: Session;
    try {
      session = await openSession(this.#config, this.#outbound, statement.limits.timeoutMs, signal);
    } catch (error) {
      free();
      throw error;
    }
    const rows = new StatementRows(session, statement, signal, (isRunning) => {
      free();
      this.#end(session, isRunning);
    });
    const columns = await rows.start();
    const stream = rowStream({ columns, batches: rows.batches() }, statement.limits);
    return { ...stream, wasTruncated: () => stream.wasTruncated() || rows.hasCut };
  }

  #end(session: Session, isRunning: boolean): void {
    if (!isRunning) {
      session.connection.end(() => session.connection.destroy());
      return;
    }
    // Nobody waits for this: a server that does not answer has lost its client already, and its own limit ends the rest.
    killSession(session, this.#config, this.#outbound).catch(() => session.connection.destroy());
  }

  async #inSession<T>(timeoutMs: number, work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const stop = this.#signalOf(signal);
    const free = await this.#slots.take(stop);
    try {
      const session = await openSession(this.#config, this.#outbound, timeoutMs, stop);
      const kill = (): void => this.#end(session, true);
      stop.addEventListener("abort", kill, { once: true });
      try {
        return await work(session);
      } finally {
        stop.removeEventListener("abort", kill);
        this.#end(session, false);
      }
    } catch (error) {
      throw toAppError(error, { signal: stop });
    } finally {
      free();
    }
  }

  #signalOf(signal?: AbortSignal): AbortSignal {
    if (this.#closed.signal.aborted) throw new AppError("SOURCE_NOT_FOUND", { message: "This connection is closed." });
    if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
    return signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
  }
}
