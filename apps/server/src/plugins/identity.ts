import { createHash, randomBytes } from "node:crypto";
import cookie from "@fastify/cookie";
import { AppError } from "@parlance/core";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Permission } from "../permissions/permission.ts";
import type { Role } from "../permissions/role.ts";

/** Who asks, in which workspace, and with what rights. Made once for each request from its session, key or cookie. */
export interface Identity {
  /** Anonymous: a browser without an account, known by an unguessable cookie, which owns one temporary workspace. */
  readonly kind: "anonymous" | "user" | "apiKey" | "credentials";
  /** The one workspace this request is about. Never taken from a body, a query or a header. */
  readonly workspaceId: string;
  /** Whose conversations, settings and limits are meant: the user's id, or what stands for one. */
  readonly principal: string;
  readonly role: Role;
  readonly userId: string | null;
  readonly isInstanceAdmin: boolean;
  /** What an API key is limited to; null: everything the role has. */
  readonly scopes: readonly Permission[] | null;
  /** What row rules may compare columns with. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly sessionId?: string;
  /** The request brought nothing to be known by, and this identity was made for it. */
  readonly isNew?: boolean;
}

/** Whose something is: a person's within a workspace. */
export type Holder = Pick<Identity, "workspaceId" | "principal">;

/** A holder in one word, for what is kept in memory under it. */
export const holderOf = ({ workspaceId, principal }: Holder): string =>
  principal === workspaceId ? workspaceId : `${workspaceId}/${principal}`;

declare module "fastify" {
  interface FastifyRequest {
    /** Null: nobody known, which only public routes are answered to. */
    caller: Identity | null;
    /** The caller; reading it where there is none refuses the request with AUTH_REQUIRED. */
    readonly identity: Identity;
  }
}

const COOKIE = "parlance_anon";
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const COOKIE_AGE_SECONDS = 30 * 24 * 3600;

/** Gives every API request its identity. No row is written until something is uploaded, so a crawler costs nothing. */
export async function addIdentity(app: FastifyInstance): Promise<void> {
  await app.register(cookie);
  app.decorateRequest("caller", null);
  app.decorateRequest("identity", {
    getter(this: FastifyRequest) {
      if (this.caller === null) throw new AppError("AUTH_REQUIRED");
      return this.caller;
    },
  });
  app.addHook("onRequest", async (request, reply) => {
    const presented = request.cookies[COOKIE];
    const isKnown = presented !== undefined && TOKEN.test(presented);
    const token = isKnown ? presented : issue(request, reply);
    request.caller = anonymousIdentity(workspaceIdOf(token), !isKnown);
  });
}

/** A browser without an account: it owns what is in its workspace, and nothing else. */
export const anonymousIdentity = (workspaceId: string, isNew = false): Identity => ({
  kind: "anonymous",
  workspaceId,
  principal: workspaceId,
  role: "owner",
  userId: null,
  isInstanceAdmin: false,
  scopes: null,
  attributes: {},
  isNew,
});

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
