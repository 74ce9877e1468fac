import { Socket } from "node:net";
import { CallScope } from "./engine/call-scope.ts";
import { type Call, createHandlers } from "./engine/calls.ts";
import { isEngineLost, toCallError } from "./engine/errors.ts";
import { Parser } from "./engine/parser.ts";
import { endWhenTooLarge } from "./engine/self-limit.ts";
import type { EngineSettings } from "./engine/settings.ts";
import { StreamWindow } from "./engine/stream-window.ts";
import { Channel } from "./protocol/channel.ts";
import type { Message } from "./protocol/framing.ts";
import {
  type FromWorker,
  type MethodName,
  type ToWorker,
  WORKER_PIPE_FD,
  type WorkerMethods,
} from "./protocol/messages.ts";
import { toWireError } from "./protocol/wire-error.ts";

/** The query worker's process: takes calls from the pipe, answers on it, and ends when the other side is gone. */

interface OpenCall {
  readonly scope: CallScope;
  readonly window: StreamWindow;
}

const pipe = new Socket({ fd: WORKER_PIPE_FD, readable: true, writable: true });
const openCalls = new Map<number, OpenCall>();
let handlers: ReturnType<typeof createHandlers> | null = null;

const channel = new Channel(pipe, receive, end);
pipe.on("close", end);

/** SIGKILL rather than exit: exit handlers would wait for engine threads that may never finish. */
function end(): void {
  process.kill(process.pid, "SIGKILL");
}

const send = (callId: number, message: FromWorker): void => channel.sendControl(callId, message);

function receive({ callId, body }: Message): void {
  // Written by our own pool, the only holder of the other end.
  const message = JSON.parse(body.toString()) as ToWorker;
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
  }
}

async function start(settings: EngineSettings): Promise<void> {
  endWhenTooLarge(settings.maxResidentBytes, end);
  const { scratchDir, memoryBytes, maxTempBytes } = settings;
  const parser = await Parser.open({ tempDir: scratchDir, threads: 1, memoryBytes, maxTempBytes });
  handlers = createHandlers(settings, parser);
  send(0, { type: "ready" });
}

async function answer(callId: number, call: Extract<ToWorker, { type: "call" }>): Promise<void> {
  const scope = new CallScope(call.timeoutMs);
  const window = new StreamWindow();
  openCalls.set(callId, { scope, window });
  try {
    const value = await dispatch(call.method, {
      params: call.params,
      signal: scope.signal,
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
    // A new process serves what comes next; calls in flight learn of it by the pipe's end.
    if (isEngineLost(error)) end();
    send(callId, { type: "error", error: toWireError(toCallError(error, scope.signal)) });
  } finally {
    scope.close();
    openCalls.delete(callId);
  }
}

function dispatch(method: MethodName, call: Call<unknown>): Promise<WorkerMethods[MethodName]["value"]> {
  if (!handlers) throw new Error("called before start");
  // Method and params come from one member of the ToWorker union, so they belong together.
  const handler = handlers[method] as (call: Call<unknown>) => Promise<WorkerMethods[MethodName]["value"]>;
  return handler(call);
}
