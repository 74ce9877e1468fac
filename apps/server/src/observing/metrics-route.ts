import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "@parlance/core";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Observing } from "./observing.ts";

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const FORWARDING = ["forwarded", "x-forwarded-for", "x-real-ip"];

/** Prometheus' way in. With a token for whoever has it; without one for this machine alone, and no proxy's guests. */
export function metricsRoute(app: FastifyInstance, { metrics }: Observing, tokenNow: () => string | undefined): void {
  const options = { schema: { hide: true }, config: { permission: "public" } } as const;
  app.get("/metrics", options, async (request, reply) => {
    const token = tokenNow();
    const isAllowed = token === undefined ? isOfThisMachine(request) : bears(request, token);
    if (!isAllowed) throw new AppError("AUTH_REQUIRED");
    return reply
      .header("cache-control", "no-store")
      .type(metrics.contentType)
      .send(await metrics.text());
  });
}

const isOfThisMachine = ({ raw, headers }: FastifyRequest): boolean =>
  LOOPBACK.has(raw.socket.remoteAddress ?? "") && FORWARDING.every((name) => headers[name] === undefined);

function bears({ headers }: FastifyRequest, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
