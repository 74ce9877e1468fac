import type { FastifyReply, FastifyRequest } from "fastify";
import { abortOnClose } from "./abort-on-close.ts";
import { type Emit, sendEvents } from "./events.ts";

const ignore = (): void => undefined;

/** One piece of work, answered as events to whoever accepts them and as one JSON object to everybody else. */
export async function answerEitherWay<Body>(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (emit: Emit, signal: AbortSignal) => Promise<Body>,
): Promise<Body> {
  if (!(request.headers.accept ?? "").includes("text/event-stream")) return work(ignore, abortOnClose(reply));
  const sent = sendEvents(request, reply, async (emit, signal) => {
    await work(emit, signal);
  });
  // A handler that returns its reply has answered already; the typed routes only know handlers that return a body.
  return sent as never;
}
