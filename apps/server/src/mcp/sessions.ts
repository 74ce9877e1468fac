import { randomBytes } from "node:crypto";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { AppError, type Clock } from "@parlance/core";
import type { Identity } from "../plugins/identity.ts";

export interface Session {
  readonly id: string;
  /** Who began it, and everybody it serves. */
  readonly identity: Identity;
  readonly server: McpServer;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  /** Ends what the session's calls are doing. */
  readonly ended: AbortController;
}

export interface SessionLimits {
  /** A session that nobody has used this long is gone. */
  readonly idleMs: number;
  readonly total: number;
  /** Beyond these the caller's oldest session makes room for the new one. */
  readonly perCaller: number;
}

export const SESSION_LIMITS: SessionLimits = { idleMs: 30 * 60_000, total: 500, perCaller: 20 };

interface KeptSession extends Session {
  readonly caller: string;
  usedAt: number;
}

export const newSessionId = (): string => randomBytes(32).toString("base64url");

/** Sessions in memory: a client whose session is gone begins another, as the protocol asks of it. */
export class McpSessions {
  readonly #clock: Clock;
  readonly #limits: SessionLimits;
  /** In the order of their last use. */
  readonly #sessions = new Map<string, KeptSession>();

  constructor(clock: Clock, limits: SessionLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** `caller` is what a caller's sessions are counted under. Rejects with SERVICE_BUSY when there is no room. */
  async add(session: Session, caller: string): Promise<void> {
    await this.#endIdle();
    const own = [...this.#sessions.values()].filter((kept) => kept.caller === caller);
    if (own.length >= this.#limits.perCaller) await this.end(own[0]?.id ?? "");
    if (this.#sessions.size >= this.#limits.total) throw new AppError("SERVICE_BUSY");
    this.#sessions.set(session.id, { ...session, caller, usedAt: this.#clock.now() });
  }

  /**
   * The session of that id, for its own caller only. A caller without credentials has nothing but the session's
   * unguessable id to be known by, and gets no more by it than the empty workspace the session began with.
   */
  find(id: string, identity: Identity): Session | undefined {
    const session = this.#sessions.get(id);
    if (session === undefined || !isOwn(session.identity, identity)) return undefined;
    const now = this.#clock.now();
    if (now - session.usedAt > this.#limits.idleMs) return undefined;
    session.usedAt = now;
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    return session;
  }

  async end(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    session?.ended.abort();
    await session?.server.close();
  }

  async endAll(): Promise<void> {
    for (const id of [...this.#sessions.keys()]) await this.end(id);
  }

  async #endIdle(): Promise<void> {
    const before = this.#clock.now() - this.#limits.idleMs;
    for (const { id, usedAt } of [...this.#sessions.values()]) if (usedAt < before) await this.end(id);
  }
}

const isOwn = (began: Identity, asks: Identity): boolean =>
  began.isNew === true
    ? asks.isNew === true || asks.workspaceId === began.workspaceId
    : asks.workspaceId === began.workspaceId && asks.principal === began.principal;
