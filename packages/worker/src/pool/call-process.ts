import { type ChildProcess, spawn } from "node:child_process";
import { Duplex } from "node:stream";
import { AppError, type FrameColumn } from "@parlance/core";
import { Channel } from "../protocol/channel.ts";
import type { Message } from "../protocol/framing.ts";
import { type CallTable, type FromChild, STREAM_WINDOW, WORKER_PIPE_FD } from "../protocol/messages.ts";
import { fromWireError } from "../protocol/wire-error.ts";
import type { SpawnCommand } from "./spawn-command.ts";

export interface CallHooks<Progress = never> {
  onColumns?(columns: readonly FrameColumn[]): void;
  /** `taken` tells a stream's sender that the reader has room for one more. */
  onFrame?(bytes: Uint8Array, taken: () => void): void;
  onProgress?(progress: Progress): void;
}

/** Frames that go to the child beside a call. */
export interface CallInput {
  readonly messages: AsyncIterable<Uint8Array>;
  wasTruncated(): boolean;
}

export interface CallOptions<Progress = never> extends CallHooks<Progress> {
  readonly timeoutMs: number;
  /** What the caller gets when the process had to be killed at the deadline. */
  readonly onDeadline: () => AppError;
  readonly signal?: AbortSignal | undefined;
  readonly input?: CallInput;
}

export interface CallProcessOptions {
  readonly command: SpawnCommand;
  readonly cwd: string;
  /** Beside what every child gets; nothing of this process's environment is handed on unless named here. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sent once, before any call. */
  readonly settings: unknown;
  /** For the log. */
  readonly name: string;
  readonly onLog: (line: string) => void;
  /** Runs when the process has ended, before `close` resolves. */
  readonly onEnded?: () => Promise<void>;
}

interface PendingCall<Progress> {
  readonly options: CallOptions<Progress>;
  readonly window: InputWindow;
  settle(): void;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The child stops a call itself at its deadline; one that cannot be stopped is killed with its process this much later. */
const DEADLINE_GRACE_MS = 1_000;
/** A cancelled call that has not ended by now is killed with its process: cancelled means cancelled within 2 s. */
const CANCEL_GRACE_MS = 1_500;
/** Threads for blocking calls inside the child: statements, parsing, name look-ups, and room for those that hang. */
const UV_THREADS = 16;
const START_TIMEOUT_MS = 60_000;
const MAX_LOG_LINE = 2_000;

/** One child process and the calls in flight on it. Once dead it stays dead; its owner starts another. */
export class CallProcess<Methods extends CallTable<Methods>, Progress = never> {
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #channel: Channel;
  readonly #calls = new Map<number, PendingCall<Progress>>();
  readonly #ended: Promise<void>;
  #nextCallId = 1;
  #isAlive = true;
  #isClosing = false;

  constructor(options: CallProcessOptions) {
    const { command, name, onLog, onEnded = async () => undefined } = options;
    this.#child = spawn(command.program, command.args, {
      cwd: options.cwd,
      env: { ...options.env, UV_THREADPOOL_SIZE: String(UV_THREADS), TZ: "UTC", NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once("exit", (code, signal) => {
        onLog(`${name} ${this.#child.pid ?? "?"} ended (${signal ?? code ?? "?"})`);
        this.#die();
        onEnded().then(resolve, resolve);
      });
      this.#child.once("error", (error) => {
        onLog(`${name} failed to start: ${error.message}`);
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
      output?.on("data", (chunk: Buffer) => onLog(chunk.toString().slice(0, MAX_LOG_LINE)));
    }
    this.ready = this.#start(options.settings).catch((error: unknown) => {
      onLog(`${name} ${this.#child.pid ?? "?"} did not start: ${textOf(error)}`);
      this.kill();
      throw startError(error);
    });
    // Whoever uses the process awaits `ready`; a spare may fail before anybody does.
    this.ready.catch(() => {});
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get isClosing(): boolean {
    return this.#isClosing;
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

  async call<Method extends keyof Methods & string>(
    method: Method,
    params: Methods[Method]["params"],
    options: CallOptions<Progress>,
  ): Promise<Methods[Method]["value"]> {
    throwIfCancelled(options.signal);
    await this.ready;
    throwIfCancelled(options.signal);
    if (!this.#isAlive) throw new AppError("ENGINE_RESTARTED");
    const callId = this.#nextCallId++;
    const value = new Promise<unknown>((resolve, reject) => this.#open(callId, options, resolve, reject));
    this.#send(callId, { type: "call", method, params, timeoutMs: options.timeoutMs });
    if (options.input) void this.#feed(callId, options.input);
    return await value;
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.kill();
    await this.#ended;
  }

  async #start(settings: unknown): Promise<void> {
    const options = { timeoutMs: START_TIMEOUT_MS, onDeadline: () => new AppError("ENGINE_RESTARTED") };
    await new Promise<unknown>((resolve, reject) => {
      this.#open(0, options, resolve, reject);
      this.#send(0, { type: "start", settings });
    });
  }

  #open(
    callId: number,
    options: CallOptions<Progress>,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
  ) {
    const window = new InputWindow();
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
      window.close();
    };
    this.#calls.set(callId, { options, window, settle, resolve, reject });
  }

  /** Sends what comes beside the call, at the child's pace. The call's own end, good or bad, ends the input. */
  async #feed(callId: number, input: CallInput): Promise<void> {
    const call = this.#calls.get(callId);
    if (!call) return;
    try {
      for await (const bytes of input.messages) {
        if (!(await call.window.take())) return;
        await this.#channel.sendData(callId, bytes);
      }
      this.#send(callId, { type: "end", isTruncated: input.wasTruncated() });
    } catch (error) {
      this.#send(callId, { type: "cancel" });
      call.settle();
      call.reject(error);
    }
  }

  /** The methods' own types were checked by `call`; on the way they are JSON. */
  #send(callId: number, message: object): void {
    if (this.#isAlive) this.#channel.sendControl(callId, message);
  }

  #receive({ kind, callId, body }: Message): void {
    const call = this.#calls.get(callId);
    if (!call) return;
    if (kind === "data") {
      call.options.onFrame?.(body, () => this.#send(callId, { type: "credit", frames: 1 }));
      return;
    }
    // Written by our own child program; values are typed by the method that was called.
    const message = JSON.parse(body.toString()) as FromChild<Progress>;
    switch (message.type) {
      case "columns":
        call.options.onColumns?.(message.columns);
        return;
      case "progress":
        call.options.onProgress?.(message.progress);
        return;
      case "credit":
        call.window.grant(message.frames);
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

/** Room for frames on their way to the child. */
class InputWindow {
  #credit = STREAM_WINDOW;
  #isClosed = false;
  #wake: (() => void) | null = null;

  grant(frames: number): void {
    this.#credit += frames;
    this.#wake?.();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  /** False when the call has ended and nothing more is wanted. */
  async take(): Promise<boolean> {
    while (this.#credit === 0 && !this.#isClosed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#credit--;
    return !this.#isClosed;
  }
}

/** No fault of the file or the statement at hand, so it must not read as theirs. */
export const startError = (cause: unknown): AppError =>
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
  throw new Error("the child process has no pipe");
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
}
