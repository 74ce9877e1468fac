import {
  AppError,
  type Catalog,
  type Cell,
  type ColumnValues,
  type CostEstimate,
  type Driver,
  type FrameColumn,
  type GuardPolicy,
  type GuardVerdict,
  type RemoteNeeds,
  type ReportProbe,
  type ResultStream,
  type RunLimits,
  type Statement,
} from "@parlance/core";
import {
  type JudgedText,
  judgeTrino,
  type RunnableText,
  refusalError,
  visibleTo,
  withoutFinalSemicolon,
} from "@parlance/sql";
import { restrictedStream } from "../process/restricted-stream.ts";
import { rowStream, uniqueNames } from "../process/row-stream.ts";
import type { TrinoConfig } from "./config.ts";
import { withNearColumn } from "./errors.ts";
import { readEstimate } from "./estimate.ts";
import { type Ask, readCatalog, readValues } from "./introspect.ts";
import { type TrinoPage, TrinoProtocol } from "./protocol.ts";
import { cellReader, dataTypeOf } from "./types.ts";

/** For statements of our own. */
const OWN_TIMEOUT_MS = 60_000;

export async function openTrino(config: TrinoConfig, { outbound }: RemoteNeeds, signal?: AbortSignal): Promise<Driver> {
  const protocol = new TrinoProtocol(config, outbound);
  await protocol.rows({ sql: "SELECT 1", timeoutMs: OWN_TIMEOUT_MS, signal });
  return new TrinoDriver(config, protocol);
}

class TrinoDriver implements Driver {
  readonly #config: TrinoConfig;
  readonly #protocol: TrinoProtocol;
  readonly #closed = new AbortController();
  #catalog: Catalog | undefined;

  constructor(config: TrinoConfig, protocol: TrinoProtocol) {
    this.#config = config;
    this.#protocol = protocol;
  }

  async introspect(signal?: AbortSignal): Promise<Catalog> {
    this.#catalog = await readCatalog(this.#asking(signal), this.#config);
    return this.#catalog;
  }

  async values(signal?: AbortSignal): Promise<readonly ColumnValues[]> {
    const catalog = this.#catalog ?? (await this.introspect(signal));
    return readValues(this.#asking(signal), this.#config, catalog);
  }

  async check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict> {
    this.#stopping(signal);
    return (await this.#judge(sql, policy)).verdict;
  }

  async stream({ sql, policy, limits }: Statement, signal?: AbortSignal): Promise<ResultStream> {
    const stop = this.#stopping(signal);
    const runs = await this.#allow(sql, policy);
    const call = { sql: withoutFinalSemicolon(runs.sql), timeoutMs: limits.timeoutMs, signal: stop };
    return restrictedStream(() => this.#start(call, policy, limits), runs, policy);
  }

  async #start(
    call: Parameters<TrinoProtocol["pages"]>[0],
    policy: GuardPolicy,
    limits: RunLimits,
  ): Promise<ResultStream> {
    try {
      const { columns, batches } = await startResult(this.#protocol.pages(call));
      return rowStream({ columns, batches }, limits);
    } catch (error) {
      throw withNearColumn(error, visibleTo(policy));
    }
  }

  async estimate(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<CostEstimate> {
    const runs = await this.#allow(sql, policy);
    // The plan would show the rules, and its figures the rows that they leave out.
    if (runs.sql !== sql) return {};
    return readEstimate(this.#asking(signal), withoutFinalSemicolon(sql));
  }

  /** There is no connection to close: every request stands alone. Statements under way are ended. */
  async close(): Promise<void> {
    this.#closed.abort();
  }

  #judge(sql: string, policy: GuardPolicy): Promise<JudgedText> {
    const { catalog, schema } = this.#config;
    return judgeTrino(sql, policy, { catalog, ...(schema === "" ? {} : { schema }) });
  }

  async #allow(sql: string, policy: GuardPolicy): Promise<RunnableText> {
    const { verdict, runs } = await this.#judge(sql, policy);
    if (!verdict.isAllowed) throw refusalError(verdict.refusal);
    return runs;
  }

  #asking(signal?: AbortSignal): Ask {
    const stop = this.#stopping(signal);
    return (sql) => this.#protocol.rows({ sql, timeoutMs: OWN_TIMEOUT_MS, signal: stop });
  }

  #stopping(signal?: AbortSignal): AbortSignal {
    if (this.#closed.signal.aborted) throw new AppError("SOURCE_NOT_FOUND", { message: "This connection is closed." });
    if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
    return signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
  }
}

interface StartedResult {
  readonly columns: readonly FrameColumn[];
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Waits for the columns, which come once the statement has been planned; rows follow at the reader's pace. */
async function startResult(pages: AsyncGenerator<TrinoPage>): Promise<StartedResult> {
  const early: TrinoPage[] = [];
  for (;;) {
    const next = await pages.next();
    if (next.done) return { columns: [], batches: toBatches([], [], pages) };
    early.push(next.value);
    const described = next.value.columns;
    if (described === undefined) continue;
    const names = uniqueNames(described.map(({ name }) => name));
    const columns = described.map(({ type }, i) => ({ name: names[i] ?? "", type: dataTypeOf(type) }));
    const readers = described.map(({ type, typeSignature }) => cellReader(typeSignature, type));
    return { columns, batches: toBatches(readers, early, pages) };
  }
}

async function* toBatches(
  readers: readonly ((value: unknown) => Cell)[],
  early: readonly TrinoPage[],
  pages: AsyncGenerator<TrinoPage>,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const read = ({ data = [] }: TrinoPage) => data.map((row) => readers.map((reader, i) => reader(row[i])));
  try {
    for (const page of early) yield read(page);
    for await (const page of pages) yield read(page);
  } finally {
    // Also when the reader leaves among the early pages.
    await pages.return(undefined);
  }
}

/** Tries a connection and tells what it finds, one step after the other. */
export async function probeTrino(
  config: TrinoConfig,
  { outbound }: RemoteNeeds,
  report: ReportProbe,
  signal?: AbortSignal,
): Promise<void> {
  const protocol = new TrinoProtocol(config, outbound);
  const ask: Ask = (sql) => protocol.rows({ sql, timeoutMs: OWN_TIMEOUT_MS, signal });
  const step = probeSteps(report);
  await step("resolve", "Looking up the host", async () => {
    await outbound.resolve(config.host, config.port, signal);
    return "The host has an address that may be connected to.";
  });
  await step("connect", "Connecting", async () => {
    await protocol.info(signal);
    return config.tls === "verify" ? "Trino answers, and its certificate is valid." : "Trino answers.";
  });
  if (config.tls === "off") report({ id: "connect", state: "warned", message: "The connection is not encrypted." });
  await step("sign-in", "Signing in", async () => {
    await ask("SELECT 1");
    return "Signed in.";
  });
  await step("tables", "Listing tables", async () => {
    const { tables } = await readCatalog(ask, config);
    if (tables.length > 0) return `${tables.length} ${tables.length === 1 ? "table" : "tables"}.`;
    throw new AppError("SOURCE_RIGHTS_MISSING", { message: "This user sees no tables in this catalog." });
  });
}

type Step = (id: Parameters<ReportProbe>[0]["id"], running: string, work: () => Promise<string>) => Promise<void>;

const probeSteps =
  (report: ReportProbe): Step =>
  async (id, running, work) => {
    report({ id, state: "running", message: running });
    try {
      report({ id, state: "done", message: await work() });
    } catch (error) {
      if (error instanceof AppError) {
        report({ id, state: "failed", message: error.message, ...(error.hint ? { hint: error.hint } : {}) });
      }
      throw error;
    }
  };
