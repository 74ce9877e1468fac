import { createOutbound } from "@parlance/connectors";
import type { FastifyBaseLogger } from "fastify";
import { Flows } from "../resources/single-sign-on/flows.ts";
import { OpenidProvider } from "../resources/single-sign-on/openid-provider.ts";
import { People } from "../resources/single-sign-on/people.ts";
import { singleSignOnRoutes } from "../resources/single-sign-on/routes.ts";
import { SingleSignOnService } from "../resources/single-sign-on/service.ts";
import { UserIdentityStore } from "../resources/single-sign-on/store.ts";
import { twoFactorRoutes } from "../resources/two-factor/routes.ts";
import { TwoFactorService } from "../resources/two-factor/service.ts";
import { SignInTickets } from "../resources/two-factor/sign-in-tickets.ts";
import { TwoFactorStore } from "../resources/two-factor/store.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedAccounts } from "./compose-accounts.ts";

/** Ways of signing in beside a password: a second factor after it, and other people's servers instead of it. */
export function composeSigningIn(needs: AppNeeds, accounts: ComposedAccounts, log: FastifyBaseLogger): Composed {
  const { audit, clock, database, keys, mailer, options, settings, shared } = needs;
  const { anonymous, attempts, auth, hashing, newAccounts, users } = accounts;
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
  const outbound = createOutbound({ allowedNetworks: [...options.allowedNetworks, ...options.ssoNetworks] });
  const identities = new UserIdentityStore(database.db);
  const singleSignOn = new SingleSignOnService({
    providers: options.ssoProviders.map((provider) => new OpenidProvider(provider, { outbound, now: clock.now })),
    flows: new Flows(shared, keys),
    people: new People({ clock, users, newAccounts, identities }),
    identities,
    auth,
    users,
    confirmPerson: accounts.confirm,
    twoFactor,
    settings,
    mailer,
    audit,
    log,
  });
  accounts.singleSignOn.push(() => singleSignOn.offers());
  return {
    routes(api) {
      twoFactorRoutes(api, twoFactor, anonymous);
      singleSignOnRoutes(api, singleSignOn, anonymous);
    },
  };
}
