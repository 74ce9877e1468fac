import type {
  ArrivingFile,
  AttachedSource,
  CheckRequest,
  ColumnStatistics,
  DescribedTables,
  DescribeRequest,
  ExportedFile,
  ExportRequest,
  FrameColumn,
  GuardVerdict,
  IngestedFile,
  IngestProgress,
  IngestRequest,
  KeepRequest,
  PageRequest,
  ResultRef,
  RunRequest,
  StreamRequest,
} from "@parlance/core";
import type { EngineSettings } from "../engine/settings.ts";
import type { WireError } from "./wire-error.ts";

/** What the API process may ask of a worker. Frames of `run`, `page` and `stream` travel beside the value as data messages. */
export interface WorkerMethods {
  readonly attach: { readonly params: AttachedSource; readonly value: null };
  readonly detach: { readonly params: { readonly sourceId: string }; readonly value: null };
  readonly check: { readonly params: CheckRequest; readonly value: GuardVerdict };
  readonly parse: { readonly params: { readonly text: string }; readonly value: string };
  readonly print: { readonly params: { readonly text: string }; readonly value: string };
  readonly run: { readonly params: RunRequest; readonly value: RunValue };
  /** The rows come beside the call, as data messages to the worker. */
  readonly keep: { readonly params: KeepParams; readonly value: RunValue };
  readonly stream: { readonly params: StreamRequest; readonly value: StreamValue };
  readonly page: { readonly params: PageRequest; readonly value: PageValue };
  readonly statistics: { readonly params: ResultRef; readonly value: readonly ColumnStatistics[] };
  readonly export: { readonly params: ExportRequest; readonly value: ExportedFile };
  readonly rehearse: { readonly params: ArrivingFile; readonly value: null };
  readonly ingest: { readonly params: IngestRequest; readonly value: IngestedFile };
  readonly describe: { readonly params: DescribeRequest; readonly value: DescribedTables };
}

export type MethodName = keyof WorkerMethods;

export interface RunValue {
  readonly columns: readonly FrameColumn[];
  readonly rowCount: number;
  readonly isTruncated: boolean;
  readonly elapsedMs: number;
}

export interface KeepParams extends KeepRequest {
  readonly columns: readonly FrameColumn[];
}

export interface StreamValue {
  readonly isTruncated: boolean;
}

export interface PageValue {
  readonly columns: readonly FrameColumn[];
  readonly rowCount: number;
}

/** The calls a child process answers: what each takes and gives. */
export type CallTable<Methods> = {
  readonly [Method in keyof Methods]: { readonly params: unknown; readonly value: unknown };
};

export type ToChild<Methods, Settings> =
  | { readonly type: "start"; readonly settings: Settings }
  | {
      readonly [Method in keyof Methods]: {
        readonly type: "call";
        readonly method: Method;
        readonly params: Methods[Method] extends { readonly params: infer Params } ? Params : never;
        readonly timeoutMs: number;
      };
    }[keyof Methods]
  | { readonly type: "cancel" }
  /** The reader took frames: the child may send as many more. */
  | { readonly type: "credit"; readonly frames: number }
  /** The rows that came beside the call are complete. */
  | { readonly type: "end"; readonly isTruncated: boolean };

export type FromChild<Progress> =
  | { readonly type: "ready" }
  | { readonly type: "columns"; readonly columns: readonly FrameColumn[] }
  | { readonly type: "progress"; readonly progress: Progress }
  /** The child took frames that came beside a call: the caller may send as many more. */
  | { readonly type: "credit"; readonly frames: number }
  | { readonly type: "value"; readonly value: unknown }
  | { readonly type: "error"; readonly error: WireError };

export type ToWorker = ToChild<WorkerMethods, EngineSettings>;
export type FromWorker = FromChild<IngestProgress>;

/** Frames that may be under way in either direction before the reader has taken any. */
export const STREAM_WINDOW = 4;

/** The descriptor that both ends use for the pipe; standard output stays free for whatever a library prints. */
export const WORKER_PIPE_FD = 3;
