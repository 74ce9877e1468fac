import type { FastifyReply } from "fastify";

/** Aborts when the person goes away before the answer is complete. Cancel means cancelled at the source. */
export function abortOnClose(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
