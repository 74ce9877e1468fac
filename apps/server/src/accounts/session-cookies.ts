import type { FastifyReply, FastifyRequest } from "fastify";
import type { BegunSession } from "./sessions.ts";

/** Where the long-lived token is sent to, and nowhere else. */
const REFRESH_PATH = "/api/v1/auth";

/** Over https the names carry promises that browsers hold: set over https, by this very host, not by a neighbour. */
const nameOf = (name: "access" | "refresh", { protocol }: FastifyRequest): string => {
  if (protocol !== "https") return `parlance_${name}`;
  return name === "access" ? "__Host-parlance_access" : "__Secure-parlance_refresh";
};

const shared = (request: FastifyRequest) =>
  ({ httpOnly: true, sameSite: "lax", secure: request.protocol === "https" }) as const;

export const accessCookieOf = (request: FastifyRequest): string | undefined =>
  request.cookies[nameOf("access", request)];

export const refreshCookieOf = (request: FastifyRequest): string | undefined =>
  request.cookies[nameOf("refresh", request)];

/**
 * The access token's cookie outlives the token: a browser that comes with an expired one is told to renew it, and is
 * not taken for somebody without an account.
 */
export function setSessionCookies(request: FastifyRequest, reply: FastifyReply, session: BegunSession): void {
  const { accessToken, refreshToken, refreshSeconds: maxAge } = session;
  reply.setCookie(nameOf("access", request), accessToken, { ...shared(request), path: "/", maxAge });
  reply.setCookie(nameOf("refresh", request), refreshToken, { ...shared(request), path: REFRESH_PATH, maxAge });
}

export function clearSessionCookies(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameOf("access", request), { ...shared(request), path: "/" });
  reply.clearCookie(nameOf("refresh", request), { ...shared(request), path: REFRESH_PATH });
}
