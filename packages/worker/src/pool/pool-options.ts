import { availableParallelism, totalmem } from "node:os";

const MIB = 1024 * 1024;

export interface WorkerPoolOptions {
  /** Folder for spill files and exports; a folder per process is made inside it and removed with the process. */
  readonly scratchDir: string;
  /** Threads of one engine. */
  readonly threads?: number;
  /** DuckDB's buffer limit per open source. */
  readonly memoryBytes?: number;
  /** What the operating system lets one worker process allocate. */
  readonly processBytes?: number;
  readonly maxTempBytes?: number;
  /** Kept result tables per source. */
  readonly maxResultBytes?: number;
  /** Statements of one workspace that run at the same time. */
  readonly maxRunning?: number;
  /** A workspace's process without calls for this long is ended. */
  readonly idleMs?: number;
  /** Processes started ahead, so that a first use, a restart or an upload does not wait for a start. */
  readonly spares?: number;
  /** One process for files and queries of a workspace, for a program that serves one person and ends. */
  readonly sharesProcess?: boolean;
  readonly describeTimeoutMs?: number;
  readonly exportTimeoutMs?: number;
  /** The worker program; found beside this module when left out. */
  readonly entry?: string;
  /** Receives what workers print and why they ended; for the log. */
  readonly onLog?: (line: string) => void;
}

export type PoolSettings = Required<WorkerPoolOptions>;

/** Threads, code and buffers of the process itself, on top of what DuckDB may use. */
const PROCESS_OVERHEAD_BYTES = 768 * MIB;

export function withDefaults(options: WorkerPoolOptions): PoolSettings {
  const memoryBytes = options.memoryBytes ?? Math.min(1024 * MIB, Math.floor(totalmem() / 4));
  return {
    threads: Math.min(4, availableParallelism()),
    memoryBytes,
    processBytes: memoryBytes + PROCESS_OVERHEAD_BYTES,
    maxTempBytes: 8 * 1024 * MIB,
    maxResultBytes: Math.floor(memoryBytes / 2),
    maxRunning: 6,
    idleMs: 5 * 60_000,
    spares: 1,
    sharesProcess: false,
    describeTimeoutMs: 10 * 60_000,
    exportTimeoutMs: 5 * 60_000,
    entry: "",
    onLog: () => {},
    ...definedOnly(options),
    scratchDir: options.scratchDir,
  };
}

/** Callers may pass an option as undefined to mean its default. */
const definedOnly = (options: WorkerPoolOptions): Partial<PoolSettings> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
