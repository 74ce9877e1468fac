import { setMaxListeners } from "node:events";
import { AppError } from "@parlance/core";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyInstance {
    readonly stopping: Stopping;
  }
}

/** Work that was cancelled gets this long to end at its source before connections are cut. */
const CANCEL_WITHIN_MS = 3_000;
/** Addresses that say what is going on while everything else is refused. */
const TOLD_TO_THE_END = /^\/api\/v1\/(?:health|ready)(?:\/|\?|$)/;

/** The end of a server: nothing new is taken, what runs may finish, what does not is cancelled at its source. */
export class Stopping {
  readonly #cancel = new AbortController();
  #isStopping = false;
  #stopped: Promise<void> | undefined;

  constructor() {
    // Every request that runs listens, and there may be many.
    setMaxListeners(0, this.#cancel.signal);
  }

  /** True from the first moment of the end. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Aborts when the time to finish is over. */
  get signal(): AbortSignal {
    return this.#cancel.signal;
  }

  /** Resolves when no request is left. */
  stop(app: FastifyInstance, graceMs: number): Promise<void> {
    this.#stopped ??= this.#stop(app, graceMs);
    return this.#stopped;
  }

  async #stop(app: FastifyInstance, graceMs: number): Promise<void> {
    this.#isStopping = true;
    const cancel = setTimeout(() => this.#cancel.abort(), graceMs);
    const cut = setTimeout(() => app.server.closeAllConnections(), graceMs + CANCEL_WITHIN_MS);
    await app.close().finally(() => {
      clearTimeout(cancel);
      clearTimeout(cut);
    });
  }
}

/** To be added before other hooks. */
export function addStopping(app: FastifyInstance): void {
  const stopping = new Stopping();
  app.decorate("stopping", stopping);
  app.addHook("onRequest", async (request, reply) => {
    if (!stopping.isStopping) return;
    reply.header("connection", "close");
    if (!TOLD_TO_THE_END.test(request.url)) throw new AppError("SERVICE_STOPPING");
  });
}

/** What somebody is told whose work was cancelled, not by themselves, but by the end of the server. */
export function asStopped(error: AppError, { signal }: Stopping): AppError {
  const isCancelled =
    error.code === "QUERY_CANCELLED" || error.code === "REQUEST_CANCELLED" || error.code === "ENGINE_RESTARTED";
  return signal.aborted && isCancelled ? new AppError("SERVICE_STOPPING", { cause: error }) : error;
}
