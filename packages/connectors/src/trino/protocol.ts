import { setTimeout as sleep } from "node:timers/promises";
import { AppError, type Outbound } from "@parlance/core";
import { parseExactJson } from "../process/exact-json.ts";
import type { TrinoConfig } from "./config.ts";
import { errorOfAnswer, errorOfStatus, type TrinoFault } from "./errors.ts";
import type { TrinoType } from "./types.ts";

/** One answer of the statement protocol; fields that are not read here are left out. */
export interface TrinoPage {
  readonly nextUri?: string;
  readonly columns?: readonly TrinoColumn[];
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: TrinoFault;
}

export interface TrinoColumn {
  readonly name: string;
  readonly type: string;
  readonly typeSignature: TrinoType;
}

/** A page is made of rows until about this size; a single row may be larger. */
const PAGE_SIZE = "1MB";
/** More than this for one answer means one row that nobody could look at. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** Load balancers and busy coordinators answer so; the protocol asks clients to try again. */
const TRY_AGAIN: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const TRIES = 6;
const STOP_WITHIN_MS = 2_000;

export interface TrinoCall {
  readonly sql: string;
  /** What the server is told to stop at, should this process not live to tell it. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Speaks Trino's statement protocol with one coordinator, and with nobody else. */
export class TrinoProtocol {
  readonly #config: TrinoConfig;
  readonly #outbound: Outbound;
  readonly #origin: string;

  constructor(config: TrinoConfig, outbound: Outbound) {
    const host = config.host.includes(":") && !config.host.startsWith("[") ? `[${config.host}]` : config.host;
    this.#config = config;
    this.#outbound = outbound;
    this.#origin = `${config.tls === "off" ? "http" : "https"}://${host}:${config.port}`;
  }

  /** Pages of a statement, each asked for when the one before has been taken. Ends the statement when left early. */
  async *pages({ sql, timeoutMs, signal }: TrinoCall): AsyncGenerator<TrinoPage> {
    let next: string | undefined;
    try {
      let page = await this.#ask("/v1/statement", {
        method: "POST",
        body: sql,
        headers: this.#session(timeoutMs),
        signal,
      });
      for (;;) {
        next = this.#pathOf(page.nextUri);
        if (page.error !== undefined) throw errorOfAnswer(page.error, sql);
        yield page;
        if (next === undefined) return;
        page = await this.#ask(next, { headers: this.#login(), signal }, true);
      }
    } finally {
      // In the background: whoever cancelled does not wait for the server.
      if (next !== undefined) void this.#stop(next);
    }
  }

  /** All rows of a small statement of our own. */
  async rows(call: TrinoCall): Promise<(readonly unknown[])[]> {
    const rows: (readonly unknown[])[] = [];
    for await (const page of this.pages(call)) rows.push(...(page.data ?? []));
    return rows;
  }

  async info(signal?: AbortSignal): Promise<void> {
    await this.#ask("/v1/info", { headers: this.#login(), signal });
  }

  /** Only the path of what the server names counts: rows are never fetched from another address. */
  #pathOf(uri: string | undefined): string | undefined {
    if (uri === undefined) return undefined;
    const url = URL.canParse(uri) ? new URL(uri) : undefined;
    if (url === undefined || !url.pathname.startsWith("/v1/statement/")) throw notTrino();
    url.searchParams.set("targetResultSize", PAGE_SIZE);
    return url.pathname + url.search;
  }

  async #ask(path: string, init: Request, isUnderWay = false): Promise<TrinoPage> {
    for (let attempt = 1; ; attempt++) {
      const response = await this.#send(path, init, isUnderWay);
      if (response.status === 200) return readPage(response);
      await response.body?.cancel();
      if (!TRY_AGAIN.has(response.status) || attempt === TRIES) throw errorOfStatus(response.status);
      await pause(100 * 2 ** attempt, init.signal);
    }
  }

  async #send(path: string, init: Request, isUnderWay: boolean): Promise<Response> {
    const { signal, ...rest } = init;
    try {
      return await this.#outbound.request(`${this.#origin}${path}`, {
        ...rest,
        redirect: "error",
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      if (signal?.aborted) throw new AppError("QUERY_CANCELLED", { cause: error });
      const isLost = isUnderWay && error instanceof AppError && error.code === "SOURCE_UNREACHABLE";
      throw isLost ? new AppError("SOURCE_CONNECTION_LOST", { cause: error }) : error;
    }
  }

  async #stop(path: string): Promise<void> {
    try {
      const signal = AbortSignal.timeout(STOP_WITHIN_MS);
      const headers = this.#login();
      const response = await this.#outbound.request(`${this.#origin}${path}`, { method: "DELETE", headers, signal });
      await response.body?.cancel();
    } catch {
      // The server is gone or has ended the statement itself; query_max_run_time ends what is left.
    }
  }

  #login(): Readonly<Record<string, string>> {
    const { auth, user, password, token } = this.#config;
    const credentials = { none: "", password: basicCredentials(user, password), token: `Bearer ${token}` }[auth];
    return { "X-Trino-User": user, ...(credentials === "" ? {} : { Authorization: credentials }) };
  }

  /** The session is given anew with every statement; nothing a statement could have set lives on. */
  #session(timeoutMs: number): Readonly<Record<string, string>> {
    const { catalog, schema } = this.#config;
    const seconds = Math.max(1, Math.ceil(timeoutMs / 1000) + 1);
    return {
      ...this.#login(),
      "Content-Type": "text/plain; charset=utf-8",
      "X-Trino-Source": "parlance",
      "X-Trino-Catalog": catalog,
      ...(schema === "" ? {} : { "X-Trino-Schema": schema }),
      "X-Trino-Time-Zone": "UTC",
      "X-Trino-Transaction-Id": "NONE",
      // Without it times come rounded to milliseconds.
      "X-Trino-Client-Capabilities": "PARAMETRIC_DATETIME",
      "X-Trino-Session": `query_max_run_time=${seconds}s,query_max_execution_time=${seconds}s`,
    };
  }
}

interface Request {
  readonly method?: string;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

const basicCredentials = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

async function readPage(response: Response): Promise<TrinoPage> {
  const text = await readText(response);
  try {
    // The protocol's own shape; every field is read as optional.
    return parseExactJson(text) as TrinoPage;
  } catch (error) {
    if (error instanceof SyntaxError) throw notTrino(error);
    throw error;
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    // Web streams of Node are async iterable; the DOM's types do not say so.
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > MAX_ANSWER_BYTES) throw new AppError("QUERY_TOO_LARGE");
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("SOURCE_CONNECTION_LOST", { cause: error });
  }
  return Buffer.concat(chunks).toString("utf8");
}

const notTrino = (cause?: unknown): AppError =>
  new AppError("SOURCE_UNREACHABLE", { message: "What answers at this address is not Trino.", cause });

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw new AppError("QUERY_CANCELLED", { cause: error });
  }
}
