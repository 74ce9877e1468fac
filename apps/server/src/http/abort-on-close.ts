import type { FastifyReply } from "fastify";

/**
 * Aborts when the person goes away before the answer is complete, or may not have it any more: signed out, disabled,
 * removed from the workspace, or the server ends. Cancel means cancelled at the source.
 */
export function abortOnClose(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const { caller, server } = reply.request;
  const leave = caller === null ? undefined : server.openWork.enter(caller, () => controller.abort());
  const { signal: stopped } = server.stopping;
  const stop = (): void => controller.abort();
  stopped.addEventListener("abort", stop, { once: true });
  reply.raw.once("close", () => {
    leave?.();
    stopped.removeEventListener("abort", stop);
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
