import { AppError } from "@parlance/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ZodApp } from "../http/zod-app.ts";
import type { McpService } from "./service.ts";
import { toWebRequest } from "./web-request.ts";
import { sendWebResponse } from "./web-response.ts";

/** A statement and a question with room to spare; nothing else is sent here. */
const BODY_BYTES = 512 * 1024;
const SESSION_HEADER = "mcp-session-id";

/** The Model Context Protocol over streamable HTTP. The protocol is its own contract, so OpenAPI leaves it out. */
export function mcpRoutes(app: ZodApp, load: () => Promise<McpService>, allowedOrigins: readonly string[]): void {
  const shared = { schema: { hide: true }, config: { permission: "answer.ask" } } as const;
  let loading: Promise<McpService> | undefined;
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    refuseForeignOrigin(request, allowedOrigins);
    const gone = new AbortController();
    // A stream of a caller who may not have it any more is cut.
    const leave = request.server.openWork.enter(request.identity, () => reply.raw.destroy());
    reply.raw.once("close", () => {
      leave();
      gone.abort();
    });
    loading ??= load();
    const mcp = await loading;
    const sessionId = request.headers[SESSION_HEADER];
    const call = { identity: request.identity, address: request.ip, gone: gone.signal, body: request.body };
    const web = toWebRequest(request);
    const response =
      typeof sessionId === "string" ? await mcp.handle(sessionId, web, call) : await mcp.begin(web, call);
    return sendWebResponse(reply, response);
  };
  app.post("/mcp", { ...shared, bodyLimit: BODY_BYTES }, handler);
  app.get("/mcp", shared, handler);
  app.delete("/mcp", shared, handler);
  // Streams stay open as long as their sessions; they would keep the server from closing.
  app.addHook("preClose", async () => (await loading)?.close());
}

/** The protocol wants the origin of every request judged, not only of those that change something. */
function refuseForeignOrigin({ headers, protocol, host }: FastifyRequest, allowedOrigins: readonly string[]): void {
  const { origin } = headers;
  if (origin === undefined || origin === `${protocol}://${host}` || allowedOrigins.includes(origin)) return;
  throw new AppError("ORIGIN_FORBIDDEN");
}
