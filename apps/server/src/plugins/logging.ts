import type { FastifyServerOptions } from "fastify";
import type { ServerOptions } from "../server-options.ts";

/**
 * One line a request, with its id. Neither cookies nor bodies are ever logged, and addresses lose their query
 * string: questions, SQL and filters are people's data.
 */
export function loggerOptions(options: Pick<ServerOptions, "logLevel">): NonNullable<FastifyServerOptions["logger"]> {
  if (options.logLevel === "silent") return false;
  return {
    level: options.logLevel,
    redact: ["req.headers.authorization", "req.headers.cookie"],
    serializers: {
      req: (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split("?")[0] }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    },
  };
}
