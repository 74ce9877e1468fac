import type { FastifyInstance, FastifyRequest } from "fastify";
import { toAppError } from "../plugins/errors.ts";
import type { Observing } from "./observing.ts";
import type { RequestSpan } from "./tracing.ts";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
/** Counted where the reader went away before the answer was complete. */
const GONE = 499;
const UPLOAD = /\/(?:sources|files|uploads)$/;

/** Counts, times and traces every request. To be added before other hooks, so that their refusals are seen as well. */
export function observeRequests(app: FastifyInstance, { metrics, tracing }: Observing): void {
  app.addHook("onRequest", (request, reply, done) => {
    const method = METHODS.has(request.method) ? request.method : "other";
    const route = routeOf(request);
    const startedAt = performance.now();
    let span: RequestSpan | undefined;
    metrics.httpOpen.inc();
    let isOpen = true;
    const end = (status: number): void => {
      if (!isOpen) return;
      isOpen = false;
      metrics.httpOpen.dec();
      metrics.httpSeconds.observe({ method, route, status }, (performance.now() - startedAt) / 1000);
      if (isUpload(request)) metrics.uploads.inc({ outcome: status < 400 ? "ok" : "failed" });
      span?.end({ "http.response.status_code": status }, status >= 500);
    };
    reply.raw.once("finish", () => end(reply.statusCode));
    reply.raw.once("close", () => end(GONE));
    if (tracing === null) return done();
    const facts = { "http.request.method": method, "http.route": route, "parlance.request_id": request.id };
    span = tracing.enter(`${method} ${route}`, request.headers, facts, done);
    request.log = request.log.child({ traceId: span.traceId });
  });
  app.addHook("onError", async (_request, _reply, error) => {
    metrics.refusals.inc({ code: toAppError(error).code });
  });
}

const routeOf = (request: FastifyRequest): string => (request.is404 ? "none" : (request.routeOptions.url ?? "none"));

const isUpload = (request: FastifyRequest): boolean =>
  request.method === "POST" &&
  UPLOAD.test(routeOf(request)) &&
  (request.headers["content-type"] ?? "").startsWith("multipart/");
