import { AppError, type Clock } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { AuditTrail } from "../auditing/audit.ts";
import type { Executor } from "../resources/sources/store.ts";
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from "./access-tokens.ts";
import type { Device } from "./device.ts";
import { type RefreshToken, type RefreshTokens, refreshDigestOf } from "./refresh-tokens.ts";
import type { EndReason, SessionRow, SessionStore } from "./session-store.ts";
import type { UserStore } from "./user-store.ts";

/** A session as whoever began or renewed it gets it. */
export interface BegunSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly accessSeconds: number;
  readonly refreshSeconds: number;
}

export interface NewSession {
  readonly userId: string;
  /** How the person proved who they are: "password", "password+totp", "oidc:<issuer>". */
  readonly method: string;
  readonly device: Device;
  /** Where it begins; the workspace the person has been in longest, where none is named. */
  readonly workspaceId?: string | null;
}

export interface SessionsNeeds {
  readonly clock: Clock;
  readonly store: SessionStore;
  readonly users: UserStore;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly audit: AuditTrail;
  /** A token that was replaced long ago came back: somebody else has it. */
  readonly onStolen: (session: SessionRow, device: Device) => void;
}

const DAY_MS = 24 * 3_600_000;
const REFRESH_MS = 30 * DAY_MS;
/** However often it is renewed, a person signs in again after this long. */
const LONGEST_MS = 180 * DAY_MS;
/** Two tabs that wake together bring the same token; the second gets what the first got. */
const GRACE_MS = 20_000;

/** Signed-in devices: begun, renewed and ended. A session is one family of refresh tokens that follow each other. */
export class Sessions {
  readonly #needs: SessionsNeeds;

  constructor(needs: SessionsNeeds) {
    this.#needs = needs;
  }

  async begin({ userId, method, device, workspaceId }: NewSession, executor?: Executor): Promise<BegunSession> {
    const { store, users, refreshTokens } = this.#needs;
    const now = this.#now();
    const sessionId = uuid();
    const refresh = refreshTokens.first(sessionId);
    await store.insert(
      {
        id: sessionId,
        userId,
        workspaceId: workspaceId ?? (await users.firstWorkspaceOf(userId, executor)),
        refreshDigest: refreshDigestOf(refresh.text),
        method,
        ...device,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + REFRESH_MS),
      },
      executor,
    );
    return this.#begun(userId, refresh, REFRESH_MS);
  }

  /** The next tokens for a refresh token. A token that was used before ends its whole family. */
  async renew(text: string, device: Device): Promise<BegunSession> {
    const { store, users, refreshTokens } = this.#needs;
    const token = refreshTokens.read(text);
    const session = token && (await store.find(token.sessionId));
    const user = session && (await users.find(session.userId));
    const now = this.#now();
    if (token === undefined || session === undefined || user === undefined) throw new AppError("AUTH_EXPIRED");
    if (session.revokedAt !== null || session.expiresAt <= now || user.disabledAt !== null)
      throw new AppError("AUTH_EXPIRED");
    const next = await this.#rotate(token, session, device);
    await this.#land(session);
    return this.#begun(session.userId, next, this.#lifetime(session, now));
  }

  async enterWorkspace(sessionId: string, workspaceId: string): Promise<void> {
    await this.#needs.store.setWorkspace(sessionId, workspaceId);
  }

  /** False where it is not this person's, or over already. */
  async end(sessionId: string, userId: string, reason: EndReason): Promise<boolean> {
    return this.#needs.store.end(sessionId, userId, reason, this.#now());
  }

  /** For signing out by the refresh token alone, when the access token's time is over. */
  async endByRefreshToken(text: string): Promise<SessionRow | undefined> {
    const { store, refreshTokens } = this.#needs;
    const token = refreshTokens.read(text);
    const session = token && (await store.find(token.sessionId));
    if (session === undefined) return undefined;
    return (await this.end(session.id, session.userId, "signed-out")) ? session : undefined;
  }

  async endAll(userId: string, keep: string | null, reason: EndReason, executor?: Executor): Promise<number> {
    return this.#needs.store.endAll(userId, keep, reason, this.#now(), executor);
  }

  async #rotate(token: RefreshToken, session: SessionRow, device: Device): Promise<RefreshToken> {
    const { store, refreshTokens } = this.#needs;
    const now = this.#now();
    const [next] = refreshTokens.after(token);
    const from = refreshDigestOf(token.text);
    const expiresAt = new Date(now.getTime() + this.#lifetime(session, now));
    const isFirst = await store.replaceDigest(session.id, { from, to: refreshDigestOf(next.text) }, { now, expiresAt });
    if (isFirst) return next;
    const present = await store.find(session.id);
    const repeated = present && this.#repeated(token, present, now);
    if (repeated !== undefined) return repeated;
    await this.#refuseStolen(session, device);
    throw new AppError("AUTH_EXPIRED");
  }

  /** What the token was replaced with a moment ago, when it was. */
  #repeated(token: RefreshToken, present: SessionRow, now: Date): RefreshToken | undefined {
    if (present.revokedAt !== null || present.rotatedAt === null) return undefined;
    if (present.previousDigest !== refreshDigestOf(token.text)) return undefined;
    if (now.getTime() - present.rotatedAt.getTime() > GRACE_MS) return undefined;
    return this.#needs.refreshTokens.after(token).find(({ text }) => refreshDigestOf(text) === present.refreshDigest);
  }

  async #refuseStolen(session: SessionRow, device: Device): Promise<void> {
    const { audit, onStolen } = this.#needs;
    if (!(await this.end(session.id, session.userId, "reused"))) return;
    audit.record({
      action: "account.refresh",
      identity: null,
      target: { type: "session", id: session.id },
      outcome: "refused",
      detail: { reason: "refresh token used twice", userId: session.userId },
      address: device.address,
    });
    onStolen(session, device);
  }

  /** A session whose workspace is gone, or is no longer the person's, goes on in another of theirs. */
  async #land(session: SessionRow): Promise<void> {
    const { store, users } = this.#needs;
    const standing = await store.standing(session.id, this.#now());
    if (standing === undefined || standing.workspaceId !== null) return;
    await store.setWorkspace(session.id, await users.firstWorkspaceOf(session.userId));
  }

  #lifetime({ createdAt }: SessionRow, now: Date): number {
    return Math.min(REFRESH_MS, createdAt.getTime() + LONGEST_MS - now.getTime());
  }

  async #begun(userId: string, refresh: RefreshToken, refreshMs: number): Promise<BegunSession> {
    const { sessionId } = refresh;
    return {
      sessionId,
      userId,
      accessToken: await this.#needs.accessTokens.issue({ userId, sessionId }),
      refreshToken: refresh.text,
      accessSeconds: ACCESS_TOKEN_SECONDS,
      refreshSeconds: Math.floor(refreshMs / 1000),
    };
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}
