import { twoFactorRoutes } from "../resources/two-factor/routes.ts";
import { TwoFactorService } from "../resources/two-factor/service.ts";
import { SignInTickets } from "../resources/two-factor/sign-in-tickets.ts";
import { TwoFactorStore } from "../resources/two-factor/store.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedAccounts } from "./compose-accounts.ts";

/** Ways of signing in beside a password: a second factor after it, and other people's servers instead of it. */
export function composeSigningIn(needs: AppNeeds, accounts: ComposedAccounts): Composed {
  const { audit, clock, database, keys, mailer, settings, shared } = needs;
  const { anonymous, attempts, auth, hashing, users } = accounts;
  const twoFactor = new TwoFactorService({
    clock,
    store: new TwoFactorStore(database.db),
    tickets: new SignInTickets(shared),
    keys,
    users,
    hashing,
    attempts,
    auth,
    mailer,
    settings,
    audit,
  });
  accounts.secondFactors.add(twoFactor);
  return { routes: (api) => twoFactorRoutes(api, twoFactor, anonymous) };
}
