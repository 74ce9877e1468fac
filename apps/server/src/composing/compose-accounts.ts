import type { FastifyBaseLogger } from "fastify";
import { AccessTokens } from "../accounts/access-tokens.ts";
import { AnonymousBrowsers } from "../accounts/anonymous-browsers.ts";
import type { IdentityResolver } from "../accounts/identity-resolver.ts";
import { NewAccounts } from "../accounts/new-accounts.ts";
import { PasswordHashing } from "../accounts/password-hashing.ts";
import { RefreshTokens } from "../accounts/refresh-tokens.ts";
import { SecondFactors } from "../accounts/second-factors.ts";
import { SessionResolver } from "../accounts/session-resolver.ts";
import { SessionStore } from "../accounts/session-store.ts";
import { Sessions } from "../accounts/sessions.ts";
import { SignInAttempts } from "../accounts/sign-in-attempts.ts";
import { UserStore } from "../accounts/user-store.ts";
import type { Expiring } from "../jobs/sweeper.ts";
import { MeService, type SingleSignOnOffer } from "../resources/auth/me-service.ts";
import { authRoutes } from "../resources/auth/routes.ts";
import { AuthService } from "../resources/auth/service.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";

/** What other ways of signing in and everything about people build on. */
export interface ComposedAccounts extends Composed {
  readonly users: UserStore;
  readonly sessions: Sessions;
  readonly hashing: PasswordHashing;
  readonly attempts: SignInAttempts;
  readonly newAccounts: NewAccounts;
  readonly auth: AuthService;
  /** Asked for after the password. */
  readonly secondFactors: SecondFactors;
  /** What the sign-in page offers beside the password. */
  readonly singleSignOn: (() => readonly SingleSignOnOffer[])[];
  readonly resolver: IdentityResolver;
  readonly anonymous: AnonymousBrowsers;
  readonly expiring: readonly Expiring[];
}

/** People: who they are, how they come in, and what they may see of themselves. */
export function composeAccounts(needs: AppNeeds, log: FastifyBaseLogger): ComposedAccounts {
  const { clock, settings, keys, shared, audit } = needs;
  const { db } = needs.database;
  const users = new UserStore(db);
  const store = new SessionStore(db);
  const accessTokens = new AccessTokens(keys, clock);
  const hashing = new PasswordHashing();
  const attempts = new SignInAttempts(shared, clock);
  const secondFactors = new SecondFactors();
  const singleSignOn: (() => readonly SingleSignOnOffer[])[] = [];
  const anonymous = new AnonymousBrowsers(settings, db);
  const sessions = new Sessions({
    clock,
    store,
    users,
    accessTokens,
    refreshTokens: new RefreshTokens(keys),
    audit,
    onStolen: () => undefined,
  });
  const newAccounts = new NewAccounts({ clock, db, users, hashing, announce: async () => undefined });
  const auth = new AuthService({
    clock,
    log,
    settings,
    users,
    sessions,
    hashing,
    attempts,
    factors: secondFactors,
    newAccounts,
    anonymous,
    audit,
  });
  const whoami = new MeService({ db, settings, users, anonymous, singleSignOn });
  return {
    users,
    sessions,
    hashing,
    attempts,
    newAccounts,
    auth,
    secondFactors,
    singleSignOn,
    resolver: new SessionResolver({ clock, tokens: accessTokens, store }),
    anonymous,
    expiring: [{ removeExpired: (now) => store.removeExpired(now) }],
    routes: (api) => authRoutes(api, auth, whoami, anonymous),
  };
}
