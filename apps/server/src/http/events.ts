import { PassThrough } from "node:stream";
import { AppError } from "@parlance/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { addressKey } from "../limiting/address-key.ts";
import type { OpenStreams, Reader } from "../limiting/open-streams.ts";
import { errorBodyOf, logError, toAppError } from "../plugins/errors.ts";
import { abortOnClose } from "./abort-on-close.ts";

export type Emit = (event: string, data: unknown) => void;

declare module "fastify" {
  interface FastifyInstance {
    /** How many answers are being streamed to whom. */
    readonly openStreams: OpenStreams;
  }
}

/** Comments keep proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

/**
 * Answers with server-sent events until `work` ends. A failure becomes the last event, "error", since the status
 * line is long gone; when the reader goes away the signal aborts and nobody is told.
 */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (emit: Emit, signal: AbortSignal) => Promise<void>,
): FastifyReply {
  const end = request.server.openStreams.begin(readerOf(request));
  const stream = new PassThrough({ highWaterMark: 1024 * 1024 });
  const signal = abortOnClose(reply);
  const { stopping } = request.server;
  let unsent = "";
  const flush = (): void => {
    if (unsent !== "" && stream.writable) stream.write(unsent);
    unsent = "";
  };
  // Events of one turn of the event loop leave together: a write costs more than all the rest of an event.
  const emit: Emit = (event, data) => {
    if (unsent === "") setImmediate(flush);
    unsent += `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  };
  const heartbeat = setInterval(() => stream.write(": still here\n\n"), HEARTBEAT_MS);
  // The reader is told why where it is still there: its session ended while it read, or the server does.
  signal.addEventListener("abort", () => {
    emit("error", errorBodyOf(new AppError(stopping.signal.aborted ? "SERVICE_STOPPING" : "AUTH_EXPIRED"), request.id));
    flush();
    stream.end();
  });
  work(emit, signal)
    .catch((error: unknown) => {
      if (signal.aborted) return;
      const appError = toAppError(error);
      logError(request, appError);
      emit("error", errorBodyOf(appError, request.id));
    })
    .finally(() => {
      end();
      clearInterval(heartbeat);
      flush();
      stream.end();
    });
  return reply
    .header("content-type", "text/event-stream; charset=utf-8")
    .header("cache-control", "no-store, no-transform")
    .header("x-accel-buffering", "no")
    .send(stream);
}

/**
 * A browser without an account counts by its cookie, and many together under their address: people behind one address
 * do not wait for each other, and nobody gets more by throwing cookies away. One that brings no cookie is its address.
 */
function readerOf({ caller, ip }: FastifyRequest): Reader {
  if (caller !== null && caller.kind !== "anonymous") return { who: `${caller.kind}:${caller.principal}` };
  const address = addressKey(ip);
  return { who: caller === null || caller.isNew === true ? address : `browser:${caller.workspaceId}`, address };
}
