import type { SeenRequest } from "@parlance/plugin";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Plugins } from "./plugins.ts";

/** Shows requests of the API to plugins. To be added after permissions: what is refused anyway is nobody's business. */
export function addRequestHooks(app: FastifyInstance, plugins: Plugins): void {
  if (plugins.all.length === 0) return;
  app.addHook("preHandler", async (request) => {
    if (!isAdministration(request)) await plugins.beforeRequest(seen(request));
  });
  app.addHook("onResponse", async (request, reply) => {
    const outcome = { status: reply.statusCode, elapsedMs: Math.round(reply.elapsedTime) };
    if (!isAdministration(request)) plugins.afterRequest(seen(request), outcome);
  });
}

/** A plugin that refuses everything must not keep anybody from switching it off, nor from seeing whether all is well. */
const isAdministration = ({ routeOptions: { url = "", config } }: FastifyRequest): boolean =>
  config.permission === "public" || url.startsWith("/api/v1/instance") || url.startsWith("/api/v1/auth");

const seen = ({ id, method, routeOptions, caller }: FastifyRequest): SeenRequest => ({
  requestId: id,
  method,
  route: routeOptions.url ?? "none",
  workspaceId: caller?.workspaceId ?? "",
  principal: caller?.principal ?? "",
  role: caller?.role ?? "",
});
