import type { ColumnStatistics } from "../answer.ts";
import type { Catalog, ColumnValues } from "../catalog.ts";
import type { Frame, FrameColumn } from "../frame.ts";
import type { GuardPolicy, GuardVerdict } from "../guard.ts";
import type { IngestedFile, IngestProgress, IngestRequest, ParseOptions } from "../ingest.ts";
import type { RunLimits } from "../limits.ts";

/** Reads files, in a process that can hurt neither queries nor the files of others. */
export interface FileReader {
  /** Parses one uploaded file into Parquet tables under outDir. All or nothing. */
  ingest(
    request: IngestRequest,
    onProgress: (progress: IngestProgress) => void,
    signal?: AbortSignal,
  ): Promise<IngestedFile>;
  /** Profile, keys, samples over Parquet tables already written; used after ingest and for generated data. */
  describe(
    request: DescribeRequest,
    onProgress: (progress: IngestProgress) => void,
    signal?: AbortSignal,
  ): Promise<DescribedTables>;
}

/** A file whose bytes are still on their way: `path` holds its beginning. */
export interface ArrivingFile {
  readonly path: string;
  readonly fileName: string;
  /** As far as they are known yet. */
  readonly options: ParseOptions;
}

export interface FileJob extends FileReader {
  /**
   * Starts the process while the file arrives and lets it read what is there, and then what comes. `path` may only grow.
   * Resolves when the reading has begun. Fails at nothing: what is wrong with the file is said by `ingest`, which
   * gives what it would give without this, only sooner.
   */
  rehearse(file: ArrivingFile): Promise<void>;
  close(): Promise<void>;
}

/**
 * The sandboxed process that runs DuckDB and parses files for one workspace. It can be killed at any moment;
 * every method then rejects with ENGINE_RESTARTED and the next call starts a fresh process (under 2 s).
 * Called by: connectors/files, the server's sources and results resources, the command line.
 * Errors: QUERY_TIMEOUT, QUERY_CANCELLED, QUERY_TOO_LARGE, SQL_*, ENGINE_RESTARTED; ingest also FILE_*.
 */
export interface QueryWorker extends FileReader {
  /** Makes one source's Parquet tables queryable under its id. Idempotent; replaces an older version. */
  attach(source: AttachedSource, signal?: AbortSignal): Promise<void>;
  detach(sourceId: string): Promise<void>;
  /** Parses with the engine's own parser and judges by allow-list. Runs nothing. */
  check(request: CheckRequest, signal?: AbortSignal): Promise<GuardVerdict>;
  /** The engine's own parse of a statement, as JSON. Runs nothing; a text that is no statement gives the error as JSON. */
  parse(sql: string, signal?: AbortSignal): Promise<string>;
  /** The text of a tree that `parse` gave, or of one changed since. Runs nothing; the text is judged like any other. */
  print(tree: string, signal?: AbortSignal): Promise<string>;
  /** Checks again, runs, keeps the whole result under resultId and answers with its first page. */
  run(request: RunRequest, signal?: AbortSignal): Promise<StoredResult>;
  /**
   * Keeps rows that another source is sending under resultId and answers with the first page, as `run` does. The
   * worker cannot make such a result again: when it is gone, page, statistics and export reject with RESULT_EXPIRED.
   * Rejects with the stream's own error when that fails, and then keeps nothing.
   */
  keep(request: KeepRequest, stream: EncodedStream, signal?: AbortSignal): Promise<StoredResult>;
  /** Streams a statement's rows without keeping them; batches of at most 2,048 rows; the reader's pace is the worker's pace. */
  stream(request: StreamRequest, signal?: AbortSignal): Promise<ResultStream>;
  page(request: PageRequest, signal?: AbortSignal): Promise<ResultPage>;
  statistics(request: ResultRef, signal?: AbortSignal): Promise<readonly ColumnStatistics[]>;
  /** Writes the stored result to a file inside the worker's scratch folder and answers with its path. The caller deletes it. */
  export(request: ExportRequest, signal?: AbortSignal): Promise<ExportedFile>;
  /** For files that are read and described together: one process does it all. The caller closes it. */
  openFiles(): FileJob;
  close(): Promise<void>;
}

/** One process per workspace, started on demand, kept warm, ended when idle. */
export interface QueryWorkerPool {
  forWorkspace(workspaceId: string): QueryWorker;
  /** Ends the workspace's worker, with every result it keeps; the next use begins another. */
  release(workspaceId: string): Promise<void>;
  close(): Promise<void>;
}

export interface StoredTable {
  readonly name: string;
  /** Absolute path of the table's Parquet file. */
  readonly path: string;
}

export interface AttachedSource {
  readonly sourceId: string;
  readonly version: string;
  readonly tables: readonly StoredTable[];
  /** Has no tables here: only results that `keep` brings. */
  readonly isRemote?: boolean;
  /** Statements also read tables that came for them alone, so that a result that is gone cannot be made again. */
  readonly isCombined?: boolean;
}

export interface CheckRequest {
  readonly sourceId: string;
  readonly sql: string;
  readonly policy: GuardPolicy;
}

/** Enough to rebuild a result after a restart: the statement runs again when its table is gone. */
export interface ResultRef {
  readonly resultId: string;
  readonly sourceId: string;
  readonly sql: string;
  readonly policy: GuardPolicy;
  readonly limits: RunLimits;
}

export interface RunRequest extends ResultRef {
  readonly landed?: readonly StoredTable[];
  /** Rows of the first page, at most 10,000. */
  readonly pageRows: number;
}

/** Where to keep the rows of a remote source, which is attached with `isRemote` and no tables. */
export interface KeepRequest {
  readonly resultId: string;
  readonly sourceId: string;
  readonly limits: RunLimits;
  /** Rows of the first page, at most 10,000. */
  readonly pageRows: number;
}

/** Rows on their way from one process to another; each message is a frame as an Arrow IPC stream, never decoded here. */
export interface EncodedStream {
  readonly columns: readonly FrameColumn[];
  readonly messages: AsyncIterable<Uint8Array>;
  /** Known once `messages` has ended. */
  wasTruncated(): boolean;
}

export interface StreamRequest extends Omit<ResultRef, "resultId"> {
  /** Tables that are there for this statement only: Parquet files that `export` left in the scratch folder. */
  readonly landed?: readonly StoredTable[];
}

export interface ResultStream {
  readonly columns: readonly FrameColumn[];
  readonly frames: AsyncIterable<Frame>;
  /** Whether a limit cut rows or cells; known once `frames` has ended. */
  wasTruncated(): boolean;
}

export interface StoredResult {
  readonly columns: readonly FrameColumn[];
  readonly firstPage: Frame;
  readonly rowCount: number;
  readonly isTruncated: boolean;
  readonly elapsedMs: number;
}

export type FilterOperator = "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "contains" | "isNull" | "isNotNull";

export interface ResultFilter {
  readonly column: string;
  readonly operator: FilterOperator;
  readonly value?: string;
}

export interface ResultSort {
  readonly column: string;
  readonly direction: "asc" | "desc";
}

export interface ResultView {
  readonly sort?: readonly ResultSort[];
  readonly filters?: readonly ResultFilter[];
}

export interface PageRequest extends ResultRef, ResultView {
  readonly offset: number;
  readonly limit: number;
}

export interface ResultPage {
  readonly frame: Frame;
  /** Rows after filters. */
  readonly rowCount: number;
}

export const EXPORT_FORMATS = ["csv", "xlsx", "json", "parquet"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest extends ResultRef, ResultView {
  readonly format: ExportFormat;
  /** Prefixes cells a spreadsheet would evaluate. Csv and xlsx only; on unless switched off on purpose. */
  readonly isFormulaSafe: boolean;
}

export interface ExportedFile {
  readonly path: string;
  readonly bytes: number;
  readonly rowCount: number;
}

export interface DescribeRequest {
  readonly tables: readonly (StoredTable & DeclaredFacts)[];
}

/** Facts the file itself declares; what is missing is inferred. */
export interface DeclaredFacts {
  readonly comment?: string;
  readonly columnComments?: Readonly<Record<string, string>>;
  readonly primaryKey?: readonly string[];
  readonly foreignKeys?: readonly {
    readonly columns: readonly string[];
    readonly refTable: string;
    readonly refColumns: readonly string[];
  }[];
}

export interface DescribedTables {
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
}
