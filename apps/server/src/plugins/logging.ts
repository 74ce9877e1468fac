import type { FastifyServerOptions } from "fastify";
import { loggedError } from "../observing/logged-error.ts";
import type { ServerOptions } from "../server-options.ts";

/**
 * One line a request, with its id. Neither cookies nor bodies are ever logged, and addresses lose their query
 * string: questions, SQL and filters are people's data; so are the parameters of a statement that failed. The level may be changed while the server runs.
 */
export function loggerOptions(
  { logLevel }: Pick<ServerOptions, "logLevel">,
  stream: { write(line: string): void },
): NonNullable<FastifyServerOptions["logger"]> {
  return {
    level: logLevel,
    stream,
    redact: ["req.headers.authorization", "req.headers.cookie"],
    serializers: {
      err: loggedError,
      req: (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split("?")[0] }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    },
  };
}
