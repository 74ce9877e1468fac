import type { FastifyBaseLogger } from "fastify";
import { AccessTokens } from "../accounts/access-tokens.ts";
import { AccountLetters } from "../accounts/account-letters.ts";
import { AccountTokens } from "../accounts/account-tokens.ts";
import { AnonymousBrowsers } from "../accounts/anonymous-browsers.ts";
import { Background } from "../accounts/background.ts";
import { ConfirmPerson } from "../accounts/confirm-person.ts";
import type { IdentityResolver } from "../accounts/identity-resolver.ts";
import { NewAccounts } from "../accounts/new-accounts.ts";
import { NewPassword } from "../accounts/new-password.ts";
import { PasswordHashing } from "../accounts/password-hashing.ts";
import { RefreshTokens } from "../accounts/refresh-tokens.ts";
import { Registrations } from "../accounts/registrations.ts";
import { SecondFactors } from "../accounts/second-factors.ts";
import { SessionResolver } from "../accounts/session-resolver.ts";
import { SessionStore } from "../accounts/session-store.ts";
import { Sessions } from "../accounts/sessions.ts";
import { SignInAttempts } from "../accounts/sign-in-attempts.ts";
import { UserStore } from "../accounts/user-store.ts";
import type { Expiring } from "../jobs/sweeper.ts";
import { LeavingService } from "../resources/account/leaving-service.ts";
import { OwnDataStore } from "../resources/account/own-data-store.ts";
import { accountRoutes } from "../resources/account/routes.ts";
import { AccountService } from "../resources/account/service.ts";
import { MeService, type SingleSignOnOffer } from "../resources/auth/me-service.ts";
import { recoveryRoutes } from "../resources/auth/recovery-routes.ts";
import { RecoveryService } from "../resources/auth/recovery-service.ts";
import { authRoutes } from "../resources/auth/routes.ts";
import { AuthService } from "../resources/auth/service.ts";
import { setupRoutes } from "../resources/setup/routes.ts";
import { SetupService } from "../resources/setup/service.ts";
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
  /** The link for the first account. */
  readonly setup: SetupService;
  /** Asks once more who is there, before what cannot be taken back. */
  readonly confirm: ConfirmPerson;
  readonly expiring: readonly Expiring[];
  /** Once letters and other work after answers are done. */
  settled(): Promise<void>;
}

/** People: who they are, how they come in, and what they may see of themselves. */
export function composeAccounts(
  needs: AppNeeds,
  removeWorkspace: (id: string) => Promise<void>,
  log: FastifyBaseLogger,
): ComposedAccounts {
  const { clock, settings, keys, shared, audit, mailer } = needs;
  const { db } = needs.database;
  const users = new UserStore(db);
  const store = new SessionStore(db);
  const accessTokens = new AccessTokens(keys, clock);
  const hashing = new PasswordHashing();
  const attempts = new SignInAttempts(shared, clock);
  const secondFactors = new SecondFactors();
  const singleSignOn: (() => readonly SingleSignOnOffer[])[] = [];
  const anonymous = new AnonymousBrowsers(settings, db);
  const background = new Background(log);
  const letters = new AccountLetters(mailer, settings);
  const tokens = new AccountTokens(db);
  const sessions = new Sessions({
    clock,
    store,
    users,
    accessTokens,
    refreshTokens: new RefreshTokens(keys),
    audit,
    onStolen: ({ userId }, device) =>
      background.run(userId, async () => {
        const user = await users.find(userId);
        if (user !== undefined) await letters.sessionReused(user, device);
      }),
  });
  const newAccounts = new NewAccounts({ clock, db, users, hashing });
  const registrations = new Registrations({ clock, users, hashing, tokens, letters });
  const auth = new AuthService({
    settings,
    users,
    sessions,
    hashing,
    attempts,
    factors: secondFactors,
    newAccounts,
    registrations,
    background,
    audit,
  });
  const newPassword = new NewPassword({ clock, db, hashing, sessions, letters, background });
  const recovery = new RecoveryService({
    clock,
    users,
    tokens,
    hashing,
    attempts,
    letters,
    background,
    newAccounts,
    newPassword,
    auth,
    audit,
  });
  const confirm = new ConfirmPerson({ clock, hashing, attempts, sessions: store });
  const setup = new SetupService({ clock, db, settings, users, tokens, newAccounts, hashing });
  const account = new AccountService({
    clock,
    users,
    sessions,
    sessionStore: store,
    tokens,
    letters,
    background,
    newPassword,
    confirm,
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
    setup,
    confirm,
    settled: () => background.settled(),
    expiring: [store, tokens, registrations],
    routes(api) {
      authRoutes(api, auth, whoami, anonymous);
      recoveryRoutes(api, recovery, anonymous);
      setupRoutes(api, setup, auth, anonymous);
      const ownData = new OwnDataStore(db);
      accountRoutes(api, account, new LeavingService({ users, ownData, confirm, removeWorkspace, audit }));
    },
  };
}
