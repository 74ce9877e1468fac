import { AppError, type Clock, isAppError } from "@parlance/core";
import type { FastifyRequest } from "fastify";
import type { Identity } from "../plugins/identity.ts";
import type { AccessTokens } from "./access-tokens.ts";
import type { IdentityResolver } from "./identity-resolver.ts";
import { accessCookieOf } from "./session-cookies.ts";
import type { SessionStore, Standing } from "./session-store.ts";
import { showedSecondFactor } from "./two-factor-methods.ts";

export interface SessionResolverNeeds {
  readonly clock: Clock;
  readonly tokens: AccessTokens;
  readonly store: SessionStore;
}

const BEARER = /^Bearer +(\S+)$/i;
/** Keys of the API come by the same header and are somebody else's business. */
const API_KEY_PREFIX = "plk_";
/** How exactly it is remembered when somebody was last here. */
const SEEN_EVERY_MS = 5 * 60_000;

/**
 * People by their access token, from a program's header or a browser's cookie. The token says which session; whether
 * it still holds, for whom, where and in which role is read for every request, so that a change counts at once.
 */
export class SessionResolver implements IdentityResolver {
  readonly #needs: SessionResolverNeeds;

  constructor(needs: SessionResolverNeeds) {
    this.#needs = needs;
  }

  async resolve(request: FastifyRequest): Promise<Identity | null> {
    const token = presentedToken(request);
    if (token === undefined) return null;
    const { clock, tokens, store } = this.#needs;
    const { sessionId, userId } = await tokens.verify(token).catch((error: unknown) => {
      // Whatever is wrong with a browser's cookie, it is renewed by the other one or both are taken away.
      const isCookie = request.headers.authorization === undefined;
      throw isCookie && isAppError(error) ? new AppError("AUTH_EXPIRED", { cause: error }) : error;
    });
    const now = new Date(clock.now());
    const standing = await store.standing(sessionId, now);
    if (standing === undefined || standing.userId !== userId) throw new AppError("AUTH_EXPIRED");
    if (now.getTime() - standing.lastSeenAt.getTime() > SEEN_EVERY_MS) await store.touch(sessionId, now);
    return identityOf(standing);
  }

  async outdated(identities: readonly Identity[]): Promise<ReadonlySet<Identity>> {
    const { clock, store } = this.#needs;
    const mine = identities.filter(({ kind }) => kind === "user");
    const ids = [...new Set(mine.flatMap(({ sessionId }) => sessionId ?? []))];
    const standings = await store.standings(ids, new Date(clock.now()));
    const present = new Map(standings.map((standing) => [standing.sessionId, identityOf(standing)]));
    return new Set(mine.filter((one) => !isSame(one, present.get(one.sessionId ?? ""))));
  }
}

function presentedToken(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) return accessCookieOf(request);
  const [, token = ""] = BEARER.exec(authorization) ?? [];
  return token.startsWith(API_KEY_PREFIX) ? undefined : token;
}

/** Somebody whose session is in no workspace of theirs may look after their account and choose another. */
const identityOf = (standing: Standing): Identity => {
  const { userId, email, sessionId, isInstanceAdmin } = standing;
  const role = standing.role ?? "viewer";
  return {
    kind: "user",
    workspaceId: standing.workspaceId ?? "",
    principal: userId,
    role,
    userId,
    isInstanceAdmin,
    scopes: null,
    attributes: { ...standing.attributes, ...standing.memberAttributes, email, userId, role },
    sessionId,
    ...(standing.requiresTwoFactor === true && !showedSecondFactor(standing.method) ? { lacksSecondFactor: true } : {}),
  };
};

const isSame = (one: Identity, other: Identity | undefined): boolean =>
  other !== undefined &&
  one.workspaceId === other.workspaceId &&
  one.role === other.role &&
  one.isInstanceAdmin === other.isInstanceAdmin &&
  one.lacksSecondFactor === other.lacksSecondFactor &&
  JSON.stringify(one.attributes) === JSON.stringify(other.attributes);
