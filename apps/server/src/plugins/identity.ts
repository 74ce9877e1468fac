import { createHash, randomBytes } from "node:crypto";
import cookie from "@fastify/cookie";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Who asks. Without accounts that is a browser, known by an unguessable cookie, and it owns one workspace. */
export interface Identity {
  readonly workspaceId: string;
  /** The request brought nothing to be known by, and this identity was made for it. */
  readonly isNew?: boolean;
}

declare module "fastify" {
  interface FastifyRequest {
    identity: Identity;
  }
}

const COOKIE = "parlance_anon";
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const COOKIE_AGE_SECONDS = 30 * 24 * 3600;

/** Gives every API request its identity. No row is written until something is uploaded, so a crawler costs nothing. */
export async function addIdentity(app: FastifyInstance): Promise<void> {
  await app.register(cookie);
  app.decorateRequest("identity");
  app.addHook("onRequest", async (request, reply) => {
    const presented = request.cookies[COOKIE];
    const isKnown = presented !== undefined && TOKEN.test(presented);
    const token = isKnown ? presented : issue(request, reply);
    request.identity = { workspaceId: workspaceIdOf(token), isNew: !isKnown };
  });
}

function issue(request: FastifyRequest, reply: FastifyReply): string {
  const token = randomBytes(32).toString("base64url");
  reply.setCookie(COOKIE, token, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: request.protocol === "https",
    maxAge: COOKIE_AGE_SECONDS,
  });
  return token;
}

/** A UUID (version 8) made from the token by a one-way hash: stable for the browser, useless without its cookie. */
function workspaceIdOf(token: string): string {
  const hex = createHash("sha256").update(`workspace:${token}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}
