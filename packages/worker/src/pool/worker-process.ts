import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { AppError } from "@parlance/core";
import { Channel } from "../protocol/channel.ts";
import type { Message } from "../protocol/framing.ts";
import {
  type FromWorker,
  type MethodName,
  type ToWorker,
  WORKER_PIPE_FD,
  type WorkerMethods,
} from "../protocol/messages.ts";
import { fromWireError } from "../protocol/wire-error.ts";
import type { PoolSettings } from "./pool-options.ts";
import { spawnCommand } from "./spawn-command.ts";

export interface CallHooks {
  onColumns?(columns: Extract<FromWorker, { type: "columns" }>["columns"]): void;
  /** `taken` tells a stream's worker that the reader has room for one more. */
  onFrame?(bytes: Uint8Array, taken: () => void): void;
  onProgress?(progress: Extract<FromWorker, { type: "progress" }>["progress"]): void;
}

export interface CallOptions extends CallHooks {
  readonly timeoutMs: number;
  /** What the caller gets when the process had to be killed at the deadline. */
  readonly onDeadline: () => AppError;
  readonly signal?: AbortSignal | undefined;
}

interface PendingCall {
  readonly options: CallOptions;
  settle(): void;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The worker stops a call itself at its deadline; one that cannot be stopped is killed with its process this much later. */
const DEADLINE_GRACE_MS = 1_000;
/** A cancelled call that has not ended by now is killed with its process: cancelled means cancelled within 2 s. */
const CANCEL_GRACE_MS = 1_500;
/** Threads for engine calls inside the worker: statements, pages, parsing, and room for those that hang. */
const WORKER_UV_THREADS = 16;
const START_TIMEOUT_MS = 60_000;
const MAX_LOG_LINE = 2_000;

/** One worker process and the calls in flight on it. Once dead it stays dead; the pool starts another. */
export class WorkerProcess {
  readonly scratchDir: string;
  readonly hasMemoryLimit: boolean;
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #channel: Channel;
  readonly #calls = new Map<number, PendingCall>();
  readonly #ended: Promise<void>;
  #nextCallId = 1;
  #isAlive = true;

  private constructor(settings: PoolSettings, scratchDir: string) {
    const command = spawnCommand(settings.entry, settings.processBytes);
    this.scratchDir = scratchDir;
    this.hasMemoryLimit = command.hasMemoryLimit;
    this.#child = spawn(command.program, command.args, {
      cwd: scratchDir,
      env: { UV_THREADPOOL_SIZE: String(WORKER_UV_THREADS), TZ: "UTC", NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once("exit", (code, signal) => {
        settings.onLog(`worker ${this.#child.pid ?? "?"} ended (${signal ?? code ?? "?"})`);
        this.#die();
        rm(scratchDir, { recursive: true, force: true }).then(resolve, resolve);
      });
      this.#child.once("error", (error) => {
        settings.onLog(`worker failed to start: ${error.message}`);
        this.#die();
        resolve();
      });
    });
    this.#channel = new Channel(
      pipeOf(this.#child),
      (message) => this.#receive(message),
      () => this.kill(),
    );
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      output?.on("data", (chunk: Buffer) => settings.onLog(chunk.toString().slice(0, MAX_LOG_LINE)));
    }
    this.ready = this.#start(settings).catch((error: unknown) => {
      settings.onLog(`worker ${this.#child.pid ?? "?"} did not start: ${textOf(error)}`);
      this.kill();
      throw startError(error);
    });
    // Whoever uses the process awaits `ready`; a spare may fail before anybody does.
    this.ready.catch(() => {});
  }

  static async spawn(settings: PoolSettings): Promise<WorkerProcess> {
    const scratchDir = join(settings.scratchDir, randomUUID());
    await mkdir(scratchDir, { recursive: true, mode: 0o700 });
    try {
      return new WorkerProcess(settings, scratchDir);
    } catch (error) {
      await rm(scratchDir, { recursive: true, force: true });
      throw startError(error);
    }
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get callCount(): number {
    return this.#calls.size;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  onEnd(listener: () => void): void {
    this.#child.once("exit", listener);
  }

  async call<Method extends MethodName>(
    method: Method,
    params: WorkerMethods[Method]["params"],
    options: CallOptions,
  ): Promise<WorkerMethods[Method]["value"]> {
    throwIfCancelled(options.signal);
    await this.ready;
    throwIfCancelled(options.signal);
    if (!this.#isAlive) throw new AppError("ENGINE_RESTARTED");
    const callId = this.#nextCallId++;
    const value = new Promise<unknown>((resolve, reject) => this.#open(callId, options, resolve, reject));
    // Method and params come from the same type parameter; the union cannot be built generically.
    this.#send(callId, { type: "call", method, params, timeoutMs: options.timeoutMs } as ToWorker);
    // The worker answers each method with its own value type.
    return (await value) as WorkerMethods[Method]["value"];
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  async close(): Promise<void> {
    this.kill();
    await this.#ended;
  }

  async #start(settings: PoolSettings): Promise<void> {
    const { threads, memoryBytes, maxTempBytes, maxResultBytes, maxRunning, processBytes } = settings;
    const { scratchDir } = this;
    const maxResidentBytes = this.hasMemoryLimit ? 0 : processBytes;
    const options = { timeoutMs: START_TIMEOUT_MS, onDeadline: () => new AppError("ENGINE_RESTARTED") };
    await new Promise<unknown>((resolve, reject) => {
      this.#open(0, options, resolve, reject);
      this.#send(0, {
        type: "start",
        settings: { scratchDir, threads, memoryBytes, maxTempBytes, maxResultBytes, maxRunning, maxResidentBytes },
      });
    });
  }

  #open(callId: number, options: CallOptions, resolve: (value: unknown) => void, reject: (error: unknown) => void) {
    const deadline = setTimeout(
      () => this.#killFor(callId, options.onDeadline()),
      options.timeoutMs + DEADLINE_GRACE_MS,
    );
    let cancelDeadline: NodeJS.Timeout | undefined;
    const cancel = () => {
      this.#send(callId, { type: "cancel" });
      cancelDeadline = setTimeout(() => this.#killFor(callId, new AppError("QUERY_CANCELLED")), CANCEL_GRACE_MS);
    };
    options.signal?.addEventListener("abort", cancel, { once: true });
    const settle = () => {
      clearTimeout(deadline);
      clearTimeout(cancelDeadline);
      options.signal?.removeEventListener("abort", cancel);
      this.#calls.delete(callId);
    };
    this.#calls.set(callId, { options, settle, resolve, reject });
  }

  #send(callId: number, message: ToWorker): void {
    if (this.#isAlive) this.#channel.sendControl(callId, message);
  }

  #receive({ kind, callId, body }: Message): void {
    const call = this.#calls.get(callId);
    if (!call) return;
    if (kind === "data") {
      call.options.onFrame?.(body, () => this.#send(callId, { type: "credit", frames: 1 }));
      return;
    }
    // Written by our own worker program; values are typed by the method that was called.
    const message = JSON.parse(body.toString()) as FromWorker;
    switch (message.type) {
      case "columns":
        call.options.onColumns?.(message.columns);
        return;
      case "progress":
        call.options.onProgress?.(message.progress);
        return;
      case "ready":
        call.settle();
        call.resolve(null);
        return;
      case "value":
        call.settle();
        call.resolve(message.value);
        return;
      case "error":
        call.settle();
        call.reject(fromWireError(message.error));
    }
  }

  #killFor(callId: number, error: AppError): void {
    const call = this.#calls.get(callId);
    call?.settle();
    call?.reject(error);
    this.#die();
    this.kill();
  }

  #die(): void {
    this.#isAlive = false;
    for (const call of [...this.#calls.values()]) {
      call.settle();
      call.reject(new AppError("ENGINE_RESTARTED"));
    }
  }
}

/** No fault of the file or the statement at hand, so it must not read as theirs. */
const startError = (cause: unknown): AppError =>
  new AppError("SERVICE_BUSY", {
    message: "The process that reads files and runs queries could not be started.",
    hint: "Try again in a moment; the server's log says why it failed.",
    cause,
  });

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
};

function pipeOf(child: ChildProcess): Duplex {
  const pipe = child.stdio[WORKER_PIPE_FD];
  if (pipe instanceof Duplex) return pipe;
  throw new Error("the worker has no pipe");
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
}
