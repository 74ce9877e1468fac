import { AppError } from "@parlance/core";
import type { PluginRequest } from "@parlance/plugin";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { ZodApp } from "../http/zod-app.ts";
import type { LoadedPlugin } from "./loaded-plugin.ts";
import { PluginFault } from "./plugin-fault.ts";
import type { Plugins } from "./plugins.ts";

const ANSWER_WITHIN_MS = 30_000;

const replySchema = z.object({ status: z.number().int().min(200).max(599).default(200), body: z.unknown() });

/** Addresses of plugins, each under its own id. Contracts of their own, so that OpenAPI leaves them out. */
export function pluginRoutes(app: ZodApp, plugins: Plugins): void {
  for (const plugin of plugins.all) {
    for (const [index, { method, path, permission }] of (plugin.manifest?.routes ?? []).entries()) {
      app.route({
        method,
        url: `/plugins/${plugin.id}${path}`,
        schema: { hide: true },
        config: { permission },
        handler: (request, reply) => answer(plugin, index, request, reply),
      });
    }
  }
}

async function answer(plugin: LoadedPlugin, index: number, request: FastifyRequest, reply: FastifyReply) {
  const { workspaceId, principal, role } = request.identity;
  const asked: PluginRequest = {
    // Route parameters and queries are read by Fastify, which types neither.
    params: request.params as PluginRequest["params"],
    query: request.query as PluginRequest["query"],
    body: request.body,
    workspaceId,
    principal,
    role,
  };
  const given = await plugin.call("route", [index, plain(asked)], ANSWER_WITHIN_MS).catch(asAppError);
  const read = replySchema.safeParse(given);
  if (read.success) return reply.code(read.data.status).send(read.data.body);
  plugin.countFault(new PluginFault("answered-nonsense", "a route gave no reply"));
  throw new AppError("PLUGIN_FAILED");
}

/** Queries come without a prototype, which cannot be handed to another thread as it is. */
const plain = (asked: PluginRequest): unknown => JSON.parse(JSON.stringify(asked));

/** What went wrong in it is for the log and the administrator. */
export function asAppError(error: unknown): never {
  if (!(error instanceof PluginFault)) throw error;
  throw new AppError("PLUGIN_FAILED", { cause: error });
}
