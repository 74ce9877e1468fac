import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, type Cell, type FrameColumn, type RunLimits } from "@parlance/core";
import { uniqueNames } from "../process/row-stream.ts";
import { type BigqueryConfig, budgetBytes } from "./config.ts";
import { pathOf } from "./dialect.ts";
import { errorOfFault, withPlace } from "./errors.ts";
import type { FieldSchema, Job, ResultPage, RowValue } from "./rest-answers.ts";
import type { BigqueryClient } from "./rest-client.ts";
import { dataTypeOf, readCell } from "./types.ts";

/** Rows of one page; BigQuery sends fewer when they are large. */
const PAGE_ROWS = 10_000;
/** How long one question for the result may wait at the server. */
const WAIT_MS = 10_000;
const STOP_WITHIN_MS = 2_000;

export interface StartedResult {
  readonly columns: readonly FrameColumn[];
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Queries as jobs: a dry run that costs nothing, and a run that is held to a budget and a time. */
export class BigqueryJobs {
  readonly #client: BigqueryClient;
  readonly #config: BigqueryConfig;
  readonly #project: string;

  constructor(client: BigqueryClient, config: BigqueryConfig) {
    this.#client = client;
    this.#config = config;
    this.#project = config.billingProject || config.project;
  }

  /** What BigQuery itself makes of a statement, without running it. */
  dryRun(sql: string, timeoutMs: number, signal?: AbortSignal): Promise<Job> {
    return this.#insert(sql, timeoutMs, true, signal);
  }

  async run(sql: string, { timeoutMs }: RunLimits, signal?: AbortSignal): Promise<StartedResult> {
    const job = await this.#insert(sql, timeoutMs, false, signal);
    const running = new RunningJob(this.#client, this.#project, job, sql);
    try {
      return await running.start(signal);
    } catch (error) {
      running.stop();
      throw error;
    }
  }

  async #insert(sql: string, timeoutMs: number, dryRun: boolean, signal?: AbortSignal): Promise<Job> {
    const { project, dataset, location } = this.#config;
    const body = {
      jobReference: {
        projectId: this.#project,
        // Ours, so that a request that is sent again after a lost answer does not run a second job.
        ...(dryRun ? {} : { jobId: `parlance_${randomUUID()}` }),
        ...(location === "" ? {} : { location }),
      },
      configuration: {
        dryRun,
        jobTimeoutMs: String(Math.max(1_000, timeoutMs)),
        labels: { source: "parlance" },
        query: {
          query: sql,
          useLegacySql: false,
          maximumBytesBilled: String(budgetBytes(this.#config)),
          ...(dataset === "" ? {} : { defaultDataset: { projectId: project, datasetId: dataset } }),
        },
      },
    };
    try {
      const job = await this.#client.call<Job>(`${pathOf(this.#project)}/jobs`, { method: "POST", body, signal });
      if (job.status?.errorResult !== undefined) throw errorOfFault(job.status.errorResult, sql);
      return job;
    } catch (error) {
      throw withPlace(error, sql);
    }
  }
}

class RunningJob {
  readonly #client: BigqueryClient;
  readonly #project: string;
  readonly #job: Job;
  readonly #sql: string;
  #isDone = false;

  constructor(client: BigqueryClient, project: string, job: Job, sql: string) {
    this.#client = client;
    this.#project = project;
    this.#job = job;
    this.#sql = sql;
  }

  async start(signal?: AbortSignal): Promise<StartedResult> {
    const first = await this.#firstPage(signal);
    const fields = first.schema?.fields ?? [];
    const names = uniqueNames(fields.map(({ name = "" }) => name));
    const columns = fields.map((field, i) => ({ name: names[i] ?? "", type: dataTypeOf(field) }));
    return { columns, batches: this.#batches(first, fields, signal) };
  }

  /** In the background: whoever cancelled does not wait for the server. */
  stop(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    void this.#cancel();
  }

  async #firstPage(signal?: AbortSignal): Promise<ResultPage> {
    for (;;) {
      const page = await this.#page(undefined, signal);
      if (page.jobComplete !== false) return page;
      await pause(50, signal);
    }
  }

  async *#batches(
    first: ResultPage,
    fields: readonly FieldSchema[],
    signal?: AbortSignal,
  ): AsyncGenerator<readonly (readonly Cell[])[]> {
    try {
      let page = first;
      for (;;) {
        yield (page.rows ?? []).map((row) => readRow(row, fields));
        if (page.pageToken === undefined) break;
        page = await this.#page(page.pageToken, signal);
      }
      this.#isDone = true;
    } finally {
      this.stop();
    }
  }

  async #page(pageToken: string | undefined, signal?: AbortSignal): Promise<ResultPage> {
    const { jobId = "", location } = this.#job.jobReference ?? {};
    const query = {
      location,
      pageToken,
      maxResults: PAGE_ROWS,
      timeoutMs: WAIT_MS,
      "formatOptions.useInt64Timestamp": true,
    };
    try {
      return await this.#client.call<ResultPage>(`${pathOf(this.#project)}/queries/${pathOf(jobId)}`, {
        query,
        signal,
      });
    } catch (error) {
      throw withPlace(error, this.#sql);
    }
  }

  async #cancel(): Promise<void> {
    const { jobId = "", location } = this.#job.jobReference ?? {};
    const path = `${pathOf(this.#project)}/jobs/${pathOf(jobId)}/cancel`;
    try {
      await this.#client.call(path, {
        method: "POST",
        query: { location },
        signal: AbortSignal.timeout(STOP_WITHIN_MS),
      });
    } catch {
      // The job has ended, or its jobTimeoutMs will end it.
    }
  }
}

const readRow = ({ f = [] }: RowValue, fields: readonly FieldSchema[]): Cell[] =>
  fields.map((field, i) => readCell(f[i]?.v, field));

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw new AppError("QUERY_CANCELLED", { cause: error });
  }
}
