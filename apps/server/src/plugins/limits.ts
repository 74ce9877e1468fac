import type { FastifyInstance, FastifyReply } from "fastify";
import type { Settings } from "../configuration/settings.ts";
import type { LimitClass } from "../limiting/limit-classes.ts";
import { type Counted, type Limits, refuseOver, secondsUntil } from "../limiting/limits.ts";
import { OpenStreams } from "../limiting/open-streams.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What the route counts as; "default" where it says nothing. */
    limit?: LimitClass;
  }
}

/** The outer limit, before anything is looked up: what one address may ask of the API, right or wrong. */
export function addAddressLimit(app: FastifyInstance, limits: Limits): void {
  app.addHook("onRequest", async (request, reply) => {
    if (!request.url.startsWith("/api/")) return;
    tell(reply, await limits.countAddress(request.ip));
  });
}

/** How many answers may be streamed to one reader at once. */
export function addStreamLimit(app: FastifyInstance, settings: Pick<Settings, "current">): void {
  app.decorate("openStreams", new OpenStreams(() => settings.current().streamsPerPerson));
}

/** The limits of each kind of request. To be added after the identity is known, and before rights are looked at. */
export function addLimits(app: FastifyInstance, limits: Limits): void {
  app.addHook("onRequest", async (request, reply) => {
    const counted = await limits.count(request.routeOptions.config?.limit ?? "default", request.caller, request.ip);
    if (counted !== undefined) tell(reply, counted);
  });
}

/** The header fields that clients know, and a refusal where the count is over. */
function tell(reply: FastifyReply, counted: Counted): void {
  const { max, remaining, resetMs, windowMs } = counted;
  reply.header("ratelimit-limit", String(max));
  reply.header("ratelimit-remaining", String(remaining));
  reply.header("ratelimit-reset", String(secondsUntil(resetMs)));
  reply.header("ratelimit-policy", `${max};w=${windowMs / 1000}`);
  refuseOver(counted);
}
