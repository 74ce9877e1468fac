import { createHash, randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Settings } from "../configuration/settings.ts";
import type { Database } from "../database/database.ts";
import { KnownKeys } from "../database/known-keys.ts";
import { workspaces } from "../database/schema.ts";
import { anonymousIdentity, type Identity } from "../plugins/identity.ts";

/** Over https the name is a promise that browsers hold: set by this very host, over https, for all of it. */
const cookieName = ({ protocol }: FastifyRequest): string =>
  protocol === "https" ? "__Host-parlance_anon" : "parlance_anon";
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const COOKIE_AGE_SECONDS = 30 * 24 * 3600;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);
/** What proxies and tunnels leave in a request: with one of these in front, this machine is not the only one outside. */
const TRACES_OF_PROXIES = ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"];

/**
 * Browsers without an account, known by an unguessable cookie. No row is written until something is uploaded, so a
 * crawler costs nothing.
 */
export class AnonymousBrowsers {
  readonly #settings: Settings;
  readonly #db: Database;
  readonly #teams: KnownKeys;

  constructor(settings: Settings, db: Database) {
    this.#settings = settings;
    this.#db = db;
    this.#teams = new KnownKeys(db, workspaces, async (limit) => {
      const rows = await db.select({ id: workspaces.id }).from(workspaces).where(isTeam).limit(limit);
      return rows.map(({ id }) => id);
    });
  }

  /** By default only where nobody but the person at this machine can be asking. */
  mayCome(request: FastifyRequest): boolean {
    const { anonymous } = this.#settings.current();
    return anonymous === "auto" ? this.isOnlyThisMachine(request) : anonymous === "allowed";
  }

  isOnlyThisMachine({ headers }: FastifyRequest): boolean {
    const { host, isBehindProxy } = this.#settings.current();
    return LOOPBACK.has(host) && !isBehindProxy && !TRACES_OF_PROXIES.some((name) => name in headers);
  }

  async identify(request: FastifyRequest, reply: FastifyReply): Promise<Identity | null> {
    if (!this.mayCome(request)) return null;
    const presented = presentedToken(request);
    if (presented !== undefined && !(await this.#isTaken(workspaceIdOf(presented))))
      return anonymousIdentity(workspaceIdOf(presented));
    // Whoever comes to sign in needs no workspace without an account.
    if (request.routeOptions.config.permission === "public" && request.method !== "GET") return null;
    return anonymousIdentity(workspaceIdOf(issue(request, reply)), true);
  }

  /** The workspace that the browser's cookie opens, whoever is signed in; null where it opens none. */
  async workspaceBehind(request: FastifyRequest): Promise<string | null> {
    const presented = presentedToken(request);
    if (presented === undefined) return null;
    const id = workspaceIdOf(presented);
    return (await this.#isTaken(id)) ? null : id;
  }

  /** A workspace that became somebody's own is not opened by the cookie any more. */
  async #isTaken(workspaceId: string): Promise<boolean> {
    if (!(await this.#teams.mayHold(workspaceId))) return false;
    const [row] = await this.#db
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(and(eq(workspaces.id, workspaceId), isTeam));
    return row !== undefined;
  }
}

const isTeam = eq(workspaces.kind, "team");

const facts = ({ protocol }: FastifyRequest) =>
  ({ path: "/", httpOnly: true, sameSite: "lax", secure: protocol === "https" }) as const;

export const forgetAnonymous = (reply: FastifyReply): FastifyReply =>
  reply.clearCookie(cookieName(reply.request), facts(reply.request));

function presentedToken(request: FastifyRequest): string | undefined {
  const token = request.cookies[cookieName(request)];
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

function issue(request: FastifyRequest, reply: FastifyReply): string {
  const token = randomBytes(32).toString("base64url");
  reply.setCookie(cookieName(request), token, { ...facts(request), maxAge: COOKIE_AGE_SECONDS });
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
