import { tmpdir } from "node:os";
import { AppError } from "@parlance/core";
import { type CallOptions, CallProcess, ownProgram, type ProcessCensus, spawnCommand } from "@parlance/worker/calls";
import type { PluggedModule } from "../plugged/plugged-connectors.ts";
import type { SourceMethods, SourceProgress, SourceSettings } from "./source-calls.ts";

export interface SourceProcessOptions {
  /** CIDR ranges beyond the public internet that sources may lie in. */
  readonly allowedNetworks: readonly string[];
  /** What the operating system lets one source process allocate. */
  readonly processBytes?: number;
  /** A process without calls for this long is ended; open sources are opened again when needed. */
  readonly idleMs?: number;
  /** The program; found beside this module when left out. */
  readonly entry?: string;
  /** A plugin whose sources these processes ask, and no others. */
  readonly plugged?: PluggedModule;
  /** A process ended that nobody here ended: it did not obey, outgrew its memory, or gave up. */
  readonly onDeath?: () => void;
  /** Receives what processes print and why they ended; for the log. */
  readonly onLog?: (line: string) => void;
}

export type SourceProcess = CallProcess<SourceMethods, SourceProgress>;
type Hooks = Pick<CallOptions<SourceProgress>, "onColumns" | "onFrame" | "onProgress">;

const SOURCE_PROCESS = { name: "source-process", source: "./source-main.ts" };
const DEFAULT_PROCESS_BYTES = 1024 * 1024 * 1024;
const DEFAULT_IDLE_MS = 5 * 60_000;

/** One workspace's source process: started when there is work, replaced when it died, ended when idle. */
export class SourceHost {
  readonly #options: SourceProcessOptions;
  readonly #census: ProcessCensus;
  #process: SourceProcess | null = null;
  #activeCalls = 0;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(options: SourceProcessOptions, census: ProcessCensus) {
    this.#options = options;
    this.#census = census;
  }

  /** The process that serves calls now. */
  live(): SourceProcess {
    if (this.#process?.isAlive) return this.#process;
    const process = startSourceProcess(this.#options);
    process.onEnd(() => process.isClosing || this.#options.onDeath?.());
    this.#census.add(process);
    this.#process = process;
    return process;
  }

  async call<Method extends keyof SourceMethods>(
    process: SourceProcess,
    method: Method,
    params: SourceMethods[Method]["params"],
    limits: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
    hooks: Hooks = {},
  ): Promise<SourceMethods[Method]["value"]> {
    clearTimeout(this.#idleTimer);
    this.#activeCalls++;
    try {
      const onDeadline = () => new AppError("QUERY_TIMEOUT", { details: { limitMs: limits.timeoutMs } });
      return await process.call(method, params, { ...limits, ...hooks, onDeadline });
    } finally {
      this.#activeCalls--;
      if (this.#activeCalls === 0) this.#endWhenIdle();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const process = this.#process;
    this.#process = null;
    await process?.close();
  }

  #endWhenIdle(): void {
    this.#idleTimer = setTimeout(() => void this.close(), this.#options.idleMs ?? DEFAULT_IDLE_MS);
    this.#idleTimer.unref();
  }
}

function startSourceProcess(options: SourceProcessOptions): SourceProcess {
  const processBytes = options.processBytes ?? DEFAULT_PROCESS_BYTES;
  const command = spawnCommand(options.entry ?? ownProgram(SOURCE_PROCESS, import.meta.url), processBytes);
  const settings: SourceSettings = {
    allowedNetworks: options.allowedNetworks,
    plugged: options.plugged ?? null,
    maxResidentBytes: command.hasMemoryLimit ? 0 : processBytes,
  };
  return new CallProcess({
    command,
    cwd: tmpdir(),
    env: certificateFile(),
    settings,
    name: "source process",
    onLog: options.onLog ?? (() => {}),
  });
}

/** Certificate authorities that the operator gave Node count for sources too. */
function certificateFile(): Readonly<Record<string, string>> {
  const { NODE_EXTRA_CA_CERTS } = process.env;
  return NODE_EXTRA_CA_CERTS === undefined ? {} : { NODE_EXTRA_CA_CERTS };
}
