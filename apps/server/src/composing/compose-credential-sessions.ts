import type { FastifyBaseLogger } from "fastify";
import type { IdentityResolver } from "../accounts/identity-resolver.ts";
import { holderOf } from "../plugins/identity.ts";
import { credentialSessionRoutes } from "../resources/credential-sessions/routes.ts";
import { SESSION_HEADER } from "../resources/credential-sessions/schema.ts";
import { CredentialSessions, sessionResolver } from "../resources/credential-sessions/service.ts";
import { databaseCookieOf } from "../resources/credential-sessions/session-cookie.ts";
import { SessionVault } from "../resources/credential-sessions/session-vault.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedAccounts } from "./compose-accounts.ts";
import type { ComposedAsking } from "./compose-asking.ts";
import type { ComposedSources } from "./compose-sources.ts";

export interface ComposedCredentialSessions extends Composed {
  readonly sessions: CredentialSessions;
  /** Asked before everything else: whoever sends the header means it. */
  readonly byHeader: IdentityResolver;
  /** Asked after everything else: an account counts for more than a cookie left over. */
  readonly byCookie: IdentityResolver;
}

/** People who have nothing here but the credentials of a database. */
export function composeCredentialSessions(
  needs: AppNeeds,
  source: ComposedSources,
  asking: Pick<ComposedAsking, "results">,
  accounts: Pick<ComposedAccounts, "anonymous">,
  log: FastifyBaseLogger,
): ComposedCredentialSessions {
  const { audit, clock, keys, processes, settings, shared, workers } = needs;
  const { access, connectors, credentials, sessionSources } = source;
  const sessions = new CredentialSessions({
    clock,
    log,
    settings,
    vault: new SessionVault(shared, keys),
    sources: sessionSources,
    connectors,
    credentials,
    processes,
    workers,
    shared,
    audit,
    isOnlyThisMachine: (request) => accounts.anonymous.isOnlyThisMachine(request),
    async forget(row) {
      asking.results.forgetOwner(holderOf({ workspaceId: row.workspaceId, principal: `session:${row.id}` }));
      await access.forget(row);
    },
  });
  return {
    sessions,
    byHeader: sessionResolver(sessions, ({ headers }) => textOf(headers[SESSION_HEADER])),
    byCookie: sessionResolver(sessions, databaseCookieOf),
    routes: (api) => credentialSessionRoutes(api, sessions),
  };
}

/** Two of them are none that anybody was given. */
const textOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === "string" || value === undefined ? value : "";
