import type { Socket } from "node:net";
import { AppError, type JudgedAddress, type Outbound } from "@parlance/core";
import { Client, type ClientConfig } from "pg";
import type { PostgresConfig } from "./config.ts";
import { toSourceError } from "./errors.ts";
import { RowQuery } from "./row-query.ts";
import { connectSocket } from "./wire/connect-socket.ts";
import { FilteredSocket } from "./wire/filtered-socket.ts";

const CONNECT_WITHIN_MS = 5_000;
const CANCEL_WITHIN_MS = 2_000;
const CANCEL_REQUEST = 80_877_102;

/**
 * Every session prints values the one way cells.ts reads, reads strings the one way the guard's parser does, and cannot
 * write. The server notices by itself
 * when this process is gone, where its version can.
 */
const SETTINGS = [
  "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
  "SET standard_conforming_strings = on",
  "SET DateStyle = 'ISO, YMD'",
  "SET IntervalStyle = 'iso_8601'",
  "SET TimeZone = 'UTC'",
  "SET bytea_output = 'hex'",
  "SET extra_float_digits = 1",
  "SET xmlbinary = 'base64'",
  // From PostgreSQL 14 on: a statement whose client is gone ends by itself.
  setIfKnown("client_connection_check_interval", "1s"),
].join("; ");

/** Our own questions are short: starting further processes and compiling takes longer than it saves. */
const CATALOG_SETTINGS = ["SET max_parallel_workers_per_gather = 0", setIfKnown("jit", "off")].join("; ");

function setIfKnown(name: string, value: string): string {
  return `SELECT CASE WHEN current_setting('${name}', true) IS NOT NULL THEN set_config('${name}', '${value}', false) END`;
}

export interface SessionOptions {
  readonly maxCellBytes: number;
  readonly signal: AbortSignal;
  /** For our own questions about the catalog. */
  readonly isForCatalog?: boolean;
  readonly onStage?: (stage: "connect" | "sign-in", address: JudgedAddress) => void;
}

/** What the library knows of its session and its type declarations leave out. */
interface BackendKey {
  readonly processID: number | null;
  readonly secretKey: number | null;
}

/**
 * One connection, for one statement or one look into tables: nothing a statement leaves behind can meet the next. Only
 * one that asked for nothing but the server's catalog may be used again.
 */
export class PostgresSession {
  readonly #client: Client;
  readonly #stream: FilteredSocket;
  readonly #config: PostgresConfig;
  readonly #address: JudgedAddress;
  #isDestroyed = false;
  #hasServedTables = false;

  private constructor(client: Client, stream: FilteredSocket, config: PostgresConfig, address: JudgedAddress) {
    this.#client = client;
    this.#stream = stream;
    this.#config = config;
    this.#address = address;
  }

  static async open(config: PostgresConfig, outbound: Outbound, options: SessionOptions): Promise<PostgresSession> {
    const late = AbortSignal.timeout(CONNECT_WITHIN_MS);
    const signal = AbortSignal.any([options.signal, late]);
    try {
      const address = await outbound.resolve(config.host, config.port, signal);
      options.onStage?.("connect", address);
      const socket = await connectSocket(address, config, signal);
      options.onStage?.("sign-in", address);
      return await PostgresSession.#signIn(config, address, socket, { ...options, signal });
    } catch (error) {
      if (options.signal.aborted) throw new AppError("QUERY_CANCELLED");
      if (late.aborted)
        throw new AppError("SOURCE_UNREACHABLE", { message: "The data source did not answer in time." });
      throw toSourceError(error, false, (position) => position);
    }
  }

  static async #signIn(config: PostgresConfig, address: JudgedAddress, socket: Socket, options: SessionOptions) {
    const stream = new FilteredSocket(socket, cutAt(options.maxCellBytes));
    const stop = () => stream.destroy(new Error("stopped"));
    options.signal.addEventListener("abort", stop, { once: true });
    const settings: ClientConfig = {
      // Only what is named here reaches the library: its own defaults read the environment.
      host: address.address,
      port: address.port,
      user: config.user,
      password: config.password,
      database: config.database,
      application_name: "Parlance",
      ssl: false,
      stream: () => stream,
    };
    const client = new Client(settings);
    const session = new PostgresSession(client, stream, config, address);
    // A connection that breaks while nobody asks anything of it must not end the process.
    client.on("error", () => session.destroy());
    try {
      await client.connect();
      await client.query(options.isForCatalog ? `${SETTINGS}; ${CATALOG_SETTINGS}` : SETTINGS);
      return session;
    } catch (error) {
      session.destroy();
      throw error;
    } finally {
      options.signal.removeEventListener("abort", stop);
    }
  }

  get isReusable(): boolean {
    return !this.#isDestroyed && !this.#hasServedTables;
  }

  /** Rows of one of our own queries, as texts. Never for a person's SQL. */
  async texts(sql: string, values: readonly (string | number | readonly string[])[] = []): Promise<readonly TextRow[]> {
    const result = await this.#client.query<(string | null)[]>({
      text: sql,
      values: [...values],
      rowMode: "array",
      types: { getTypeParser: () => (text: string) => text },
    });
    return result.rows;
  }

  /** Begins a read-only transaction, for tables, whose statements the server itself stops at the time given. */
  async begin(timeoutMs: number, searchPath: string): Promise<void> {
    this.#hasServedTables = true;
    await this.#client.query(
      `BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = ${Math.max(1, Math.trunc(timeoutMs))}; SET LOCAL search_path = ${searchPath}`,
    );
  }

  /** Sends one statement; its rows come at the reader's pace. */
  query(sql: string): RowQuery {
    const flow = { pause: () => this.#stream.pause(), resume: () => this.#stream.resume() };
    return this.#client.query(new RowQuery(sql, flow));
  }

  /** Ends the session in good order when nothing runs on it. */
  async end(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    const ended = new Promise<void>((resolve) => this.#stream.once("close", () => resolve()));
    this.#client.end().catch(() => undefined);
    const timer = setTimeout(() => this.#stream.destroy(), CANCEL_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  }

  /** Drops the connection at once. Without a cancel before it the server may work on. */
  destroy(): void {
    this.#isDestroyed = true;
    this.#stream.destroy();
  }

  /** Asks the server over a second connection to stop what runs here, then drops this one. Nobody need wait for it. */
  async cancel(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    // The library's client has both since its first sign-in message.
    const { processID, secretKey } = this.#client as unknown as BackendKey;
    // A server that is sending meets the closed connection; one that is computing is told by the request.
    this.#stream.pause();
    try {
      if (processID !== null && secretKey !== null) await this.#requestCancel(processID, secretKey);
    } catch {
      // The server cannot be told; dropping the connection is all that is left to do.
    } finally {
      this.#stream.destroy();
    }
  }

  async #requestCancel(processID: number, secretKey: number): Promise<void> {
    const signal = AbortSignal.timeout(CANCEL_WITHIN_MS);
    const socket = await connectSocket(this.#address, this.#config, signal);
    const request = Buffer.alloc(16);
    request.writeInt32BE(request.length, 0);
    request.writeInt32BE(CANCEL_REQUEST, 4);
    request.writeInt32BE(processID, 8);
    request.writeInt32BE(secretKey, 12);
    const closed = new Promise<void>((resolve) => {
      socket.once("close", () => resolve());
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    socket.resume();
    socket.write(request);
    // The server closes when it has passed the request on.
    await closed;
    socket.destroy();
  }
}

export type TextRow = readonly (string | null)[];

/** Bytes are sent as two hexadecimal digits each; whatever is cut here is longer than the reader's limit and cut again. */
const cutAt = (maxCellBytes: number): number => maxCellBytes * 2 + 64;
