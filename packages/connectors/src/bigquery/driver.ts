import {
  AppError,
  type Catalog,
  type ColumnValues,
  type CostEstimate,
  type Driver,
  type GuardPolicy,
  type GuardVerdict,
  type RemoteNeeds,
  type ReportProbe,
  type ResultStream,
  type Statement,
} from "@parlance/core";
import { guardBigquery, judgeBigquery, type RunnableText, refusalError } from "@parlance/sql";
import { restrictedStream } from "../process/restricted-stream.ts";
import { rowStream } from "../process/row-stream.ts";
import type { BigqueryConfig } from "./config.ts";
import { readCatalog, readValues } from "./introspect.ts";
import { BigqueryJobs } from "./job.ts";
import type { Job } from "./rest-answers.ts";
import { BigqueryClient } from "./rest-client.ts";
import { homeOf, SecondOpinion } from "./second-opinion.ts";

/** For statements of our own. */
const OWN_TIMEOUT_MS = 60_000;
const DEFAULT_HOST = "bigquery.googleapis.com";

export async function openBigquery(
  config: BigqueryConfig,
  { outbound }: RemoteNeeds,
  signal?: AbortSignal,
): Promise<Driver> {
  const client = new BigqueryClient(config, outbound);
  await new BigqueryJobs(client, config).dryRun("SELECT 1", OWN_TIMEOUT_MS, signal);
  return new BigqueryDriver(config, client);
}

class BigqueryDriver implements Driver {
  readonly #config: BigqueryConfig;
  readonly #client: BigqueryClient;
  readonly #jobs: BigqueryJobs;
  readonly #opinion: SecondOpinion;
  readonly #closed = new AbortController();
  #catalog: Catalog | undefined;

  constructor(config: BigqueryConfig, client: BigqueryClient) {
    this.#config = config;
    this.#client = client;
    this.#jobs = new BigqueryJobs(client, config);
    this.#opinion = new SecondOpinion(client, config);
  }

  async introspect(signal?: AbortSignal): Promise<Catalog> {
    this.#catalog = await readCatalog(this.#client, this.#config, this.#stopping(signal));
    return this.#catalog;
  }

  async values(signal?: AbortSignal): Promise<readonly ColumnValues[]> {
    const catalog = this.#catalog ?? (await this.introspect(signal));
    return readValues(this.#client, this.#config, catalog, this.#stopping(signal));
  }

  async check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict> {
    this.#stopping(signal);
    return guardBigquery(sql, policy, homeOf(this.#config));
  }

  async stream({ sql, policy, limits }: Statement, signal?: AbortSignal): Promise<ResultStream> {
    const stop = this.#stopping(signal);
    const runs = this.#allow(sql, policy);
    const start = async (): Promise<ResultStream> => {
      await this.#secondOpinion(runs, policy, limits.timeoutMs, stop);
      return rowStream(await this.#jobs.run(runs.sql, limits, stop), limits);
    };
    return restrictedStream(start, runs, policy);
  }

  async estimate(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<CostEstimate> {
    const runs = this.#allow(sql, policy);
    const { statistics } = await this.#secondOpinion(runs, policy, OWN_TIMEOUT_MS, this.#stopping(signal));
    const bytes = Number(statistics?.query?.totalBytesProcessed ?? statistics?.totalBytesProcessed ?? Number.NaN);
    return Number.isFinite(bytes) ? { bytes } : {};
  }

  /** There is no connection to close: every request stands alone. Jobs under way are cancelled. */
  async close(): Promise<void> {
    this.#closed.abort();
  }

  #allow(sql: string, policy: GuardPolicy): RunnableText {
    const { verdict, runs } = judgeBigquery(sql, policy, homeOf(this.#config));
    if (!verdict.isAllowed) throw refusalError(verdict.refusal);
    return runs;
  }

  /** After the guard's, BigQuery's own opinion in a dry run. */
  async #secondOpinion(
    { sql }: RunnableText,
    policy: GuardPolicy,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Job> {
    const job = await this.#jobs.dryRun(sql, timeoutMs, signal);
    await this.#opinion.refuse(job, policy, signal);
    return job;
  }

  #stopping(signal?: AbortSignal): AbortSignal {
    if (this.#closed.signal.aborted) throw new AppError("SOURCE_NOT_FOUND", { message: "This connection is closed." });
    if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
    return signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
  }
}

/** Tries a connection and tells what it finds, one step after the other. */
export async function probeBigquery(
  config: BigqueryConfig,
  { outbound }: RemoteNeeds,
  report: ReportProbe,
  signal?: AbortSignal,
): Promise<void> {
  const client = new BigqueryClient(config, outbound);
  const step = probeSteps(report);
  await step("resolve", "Looking up BigQuery", async () => {
    const { hostname, port, protocol } = new URL(config.endpoint || `https://${DEFAULT_HOST}`);
    await outbound.resolve(hostname, Number(port || (protocol === "http:" ? 80 : 443)), signal);
    return "BigQuery has an address that may be connected to.";
  });
  await step("sign-in", "Signing in and asking what a query would cost", async () => {
    await new BigqueryJobs(client, config).dryRun("SELECT 1", OWN_TIMEOUT_MS, signal);
    return "Signed in; this account may run queries.";
  });
  await step("tables", "Listing tables", async () => {
    const { tables } = await readCatalog(client, config, signal);
    if (tables.length > 0) return `${tables.length} ${tables.length === 1 ? "table" : "tables"}.`;
    throw new AppError("SOURCE_RIGHTS_MISSING", { message: "This account sees no tables there." });
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
