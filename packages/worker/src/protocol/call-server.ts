import { Socket } from "node:net";
import type { FrameColumn } from "@parlance/core";
import { CallScope } from "./call-scope.ts";
import { Channel } from "./channel.ts";
import type { Message } from "./framing.ts";
import { InputQueue } from "./input-queue.ts";
import { type CallTable, type FromChild, type ToChild, WORKER_PIPE_FD } from "./messages.ts";
import { StreamWindow } from "./stream-window.ts";
import { toWireError } from "./wire-error.ts";

/** Where a call's answer goes, piece by piece. */
export interface CallReply<Progress> {
  columns(columns: readonly FrameColumn[]): void;
  /** A frame of a bounded answer; resolves when the pipe has room. */
  frame(bytes: Uint8Array): Promise<void>;
  /** A frame of an unbounded answer; resolves when the reader has room for it. */
  streamFrame(bytes: Uint8Array, signal: AbortSignal): Promise<void>;
  progress(progress: Progress): void;
}

export interface Call<Params, Progress> {
  readonly params: Params;
  readonly signal: AbortSignal;
  readonly reply: CallReply<Progress>;
  /** Frames that the caller sends beside the call. */
  readonly input: InputQueue;
}

export type CallHandlers<Methods extends CallTable<Methods>, Progress> = {
  readonly [Method in keyof Methods]: (
    call: Call<Methods[Method]["params"], Progress>,
  ) => Promise<Methods[Method]["value"]>;
};

export interface CallServer<Methods extends CallTable<Methods>, Settings, Progress> {
  /** Called once, before any call. */
  start(settings: Settings): Promise<CallHandlers<Methods, Progress>>;
  /** What the caller is told; `reason` is why the call was stopped, when it was. */
  toCallError(error: unknown, signal: AbortSignal): unknown;
  /** After such an error nothing here can be trusted: the process ends and a new one serves what comes next. */
  isFatal(error: unknown): boolean;
}

interface OpenCall {
  readonly scope: CallScope;
  readonly window: StreamWindow;
  readonly input: InputQueue;
}

/** SIGKILL rather than exit: exit handlers would wait for threads that may never finish. */
export function endProcess(): void {
  process.kill(process.pid, "SIGKILL");
}

/** A child process's main loop: takes calls from the pipe, answers on it, and ends when the other side is gone. */
export function serveCalls<Methods extends CallTable<Methods>, Settings, Progress>(
  server: CallServer<Methods, Settings, Progress>,
): void {
  const pipe = new Socket({ fd: WORKER_PIPE_FD, readable: true, writable: true });
  const openCalls = new Map<number, OpenCall>();
  let handlers: CallHandlers<Methods, Progress> | null = null;
  const channel = new Channel(pipe, receive, endProcess);
  pipe.on("close", endProcess);

  const send = (callId: number, message: FromChild<Progress>): void => channel.sendControl(callId, message);

  function receive({ kind, callId, body }: Message): void {
    if (kind === "data") {
      openCalls.get(callId)?.input.push(body);
      return;
    }
    // Written by our own parent, the only holder of the other end.
    const message = JSON.parse(body.toString()) as ToChild<Methods, Settings>;
    switch (message.type) {
      case "start":
        start(message.settings).catch((error: unknown) => {
          send(0, { type: "error", error: toWireError(error) });
        });
        return;
      case "call":
        void answer(callId, message);
        return;
      case "cancel":
        openCalls.get(callId)?.scope.cancel();
        return;
      case "credit":
        openCalls.get(callId)?.window.grant(message.frames);
        return;
      case "end":
        openCalls.get(callId)?.input.end(message.isTruncated);
    }
  }

  async function start(settings: Settings): Promise<void> {
    handlers = await server.start(settings);
    send(0, { type: "ready" });
  }

  async function answer(callId: number, call: Extract<ToChild<Methods, Settings>, { type: "call" }>): Promise<void> {
    const scope = new CallScope(call.timeoutMs);
    const window = new StreamWindow();
    const input = new InputQueue(() => send(callId, { type: "credit", frames: 1 }));
    openCalls.set(callId, { scope, window, input });
    try {
      if (!handlers) throw new Error("called before start");
      // Method and params come from one member of the ToChild union, so they belong together.
      const handler = handlers[call.method] as (call: Call<unknown, Progress>) => Promise<unknown>;
      const value = await handler({
        params: call.params,
        signal: scope.signal,
        input,
        reply: {
          columns: (columns) => send(callId, { type: "columns", columns }),
          progress: (progress) => send(callId, { type: "progress", progress }),
          frame: (bytes) => channel.sendData(callId, bytes),
          streamFrame: async (bytes, signal) => {
            await window.take(signal);
            await channel.sendData(callId, bytes);
          },
        },
      });
      send(callId, { type: "value", value });
    } catch (error) {
      // Calls in flight learn of it by the pipe's end.
      if (server.isFatal(error)) endProcess();
      send(callId, { type: "error", error: toWireError(server.toCallError(error, scope.signal)) });
    } finally {
      scope.close();
      openCalls.delete(callId);
    }
  }
}
