import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import { AppError } from "@parlance/core";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ServerOptions } from "../server-options.ts";
import { CONTENT_POLICY } from "./content-policy.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** Headers and origins: what holds for every address, page or API. */
export async function addSecurity(app: FastifyInstance, options: ServerOptions): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
    strictTransportSecurity: options.isBehindProxy ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: "no-referrer" },
    frameguard: { action: "deny" },
  });
  await app.register(cors, { origin: [...options.allowedOrigins], credentials: true, maxAge: 600 });
  // What is left in a connection that has been closed has no address to count under, and nobody to answer.
  app.addHook("onRequest", async ({ raw }) => {
    if (raw.socket.remoteAddress === undefined) throw new AppError("REQUEST_CANCELLED");
  });
  app.addHook("onRequest", async (request) => {
    refuseForeignHost(request, options);
    refuseForeignOrigin(request, options);
  });
}

/**
 * A page elsewhere can point its own host name at this machine and read what it finds ("DNS rebinding").
 * A server that only this machine can reach therefore answers only to this machine's names.
 */
function refuseForeignHost(request: FastifyRequest, options: ServerOptions): void {
  const isLocalOnly = LOCAL_HOSTS.includes(options.host) || options.host === "::1";
  const allowed = options.allowedHosts.length > 0 ? options.allowedHosts : isLocalOnly ? LOCAL_HOSTS : null;
  if (allowed === null) return;
  const name = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  if (!allowed.includes(name))
    throw new AppError("ORIGIN_FORBIDDEN", { message: "This server does not answer to that host name." });
}

/** Browsers send Origin with every request that changes something; a foreign one is a forged request. */
function refuseForeignOrigin(request: FastifyRequest, options: ServerOptions): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin } = request.headers;
  if (origin === undefined) {
    if (request.headers["sec-fetch-site"] === "cross-site") throw new AppError("ORIGIN_FORBIDDEN");
    return;
  }
  const own = `${request.protocol}://${request.host}`;
  if (origin !== own && !options.allowedOrigins.includes(origin)) throw new AppError("ORIGIN_FORBIDDEN");
}
