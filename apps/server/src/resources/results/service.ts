import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import {
  AppError,
  type ChartKind,
  type ChartSpec,
  type Clock,
  type ColumnStatistics,
  cellToJson,
  frameRows,
  type QueryWorker,
  type QueryWorkerPool,
  type ResultRef,
  type RunLimits,
} from "@parlance/core";
import type { Pipeline } from "../../asking/asking.ts";
import type { ResultRegistry } from "../../asking/result-registry.ts";
import { holderOf, type Identity } from "../../plugins/identity.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import type { SourceStore } from "../sources/store.ts";
import { assertCanReadResult } from "./policy.ts";
import type { ExportQuery, ResultRows, RowsQuery } from "./schema.ts";

export interface ResultServiceNeeds {
  readonly clock: Clock;
  readonly results: ResultRegistry;
  readonly sources: SourceStore;
  readonly access: SourceAccess;
  readonly workers: QueryWorkerPool;
  readonly limits: RunLimits;
  readonly pipeline: () => Promise<Pipeline>;
}

export interface ExportDownload {
  readonly content: Readable;
  readonly bytes: number;
  readonly fileName: string;
}

/** Rows a chart's kind is judged by: the first page of an answer. */
const CHART_ROWS = 1_000;

export class ResultService {
  readonly #needs: ResultServiceNeeds;

  constructor(needs: ResultServiceNeeds) {
    this.#needs = needs;
  }

  async rows(identity: Identity, id: string, query: RowsQuery, signal: AbortSignal): Promise<ResultRows> {
    const { worker, ref } = await this.#find(identity, id);
    const { offset, limit, sort, filter } = query;
    const page = await worker.page({ ...ref, offset, limit, ...viewOf({ sort, filter }) }, signal);
    return {
      columns: [...page.frame.columns],
      rows: frameRows(page.frame).map((row) => row.map(cellToJson)),
      rowCount: page.rowCount,
    };
  }

  async statistics(identity: Identity, id: string, signal: AbortSignal): Promise<readonly ColumnStatistics[]> {
    const { worker, ref } = await this.#find(identity, id);
    return worker.statistics(ref, signal);
  }

  async chart(identity: Identity, id: string, kind: ChartKind | undefined, signal: AbortSignal): Promise<ChartSpec> {
    const { worker, ref } = await this.#find(identity, id);
    const { frame, rowCount } = await worker.page({ ...ref, offset: 0, limit: CHART_ROWS }, signal);
    const { chooseChart, chartAs } = await this.#needs.pipeline();
    const chart = kind === undefined ? chooseChart(frame, rowCount) : chartAs(kind, frame, rowCount);
    if (chart === null) throw new AppError("CHART_NOT_POSSIBLE");
    return chart;
  }

  /** The file is written by the worker and removed here, whether or not the reader takes all of it. */
  async export(identity: Identity, id: string, query: ExportQuery, signal: AbortSignal): Promise<ExportDownload> {
    const { worker, ref, sourceName } = await this.#find(identity, id);
    const { format, formulaSafe, sort, filter } = query;
    const exported = await worker.export(
      { ...ref, format, isFormulaSafe: formulaSafe === "true", ...viewOf({ sort, filter }) },
      signal,
    );
    const content = createReadStream(exported.path);
    content.once("close", () => void rm(exported.path, { force: true }));
    return { content, bytes: exported.bytes, fileName: `${sourceName}.${format}` };
  }

  async #find(
    identity: Identity,
    id: string,
  ): Promise<{ readonly worker: QueryWorker; readonly ref: ResultRef; readonly sourceName: string }> {
    const { results, sources, access, workers, clock } = this.#needs;
    const result = await results.lookUp(id, holderOf(identity));
    const row = result === undefined ? undefined : await sources.find(result.sourceId, new Date(clock.now()));
    if (row === undefined) throw new AppError("RESULT_NOT_FOUND");
    const source = await access.openPlainFor(row, identity);
    assertCanReadResult(result, source);
    const { resultId, sourceId, sql } = result;
    return {
      worker: workers.forWorkspace(row.workspaceId),
      ref: { resultId, sourceId, sql, policy: source.policy, limits: this.#needs.limits },
      sourceName: row.name,
    };
  }
}

const viewOf = ({ sort, filter }: Pick<RowsQuery, "sort" | "filter">) => ({
  ...(sort === undefined ? {} : { sort }),
  ...(filter === undefined ? {} : { filters: filter }),
});
