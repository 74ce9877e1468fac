import { linkTo } from "../mailing/mail-links.ts";
import { ApiKeyResolver } from "../resources/api-keys/resolver.ts";
import { apiKeyRoutes } from "../resources/api-keys/routes.ts";
import { ApiKeyService } from "../resources/api-keys/service.ts";
import { ApiKeyStore } from "../resources/api-keys/store.ts";
import { invitationRoutes } from "../resources/invitations/routes.ts";
import { InvitationService } from "../resources/invitations/service.ts";
import { InvitationStore } from "../resources/invitations/store.ts";
import { memberRoutes } from "../resources/members/routes.ts";
import { MemberService } from "../resources/members/service.ts";
import { workspaceRoutes } from "../resources/workspaces/routes.ts";
import { TeamService } from "../resources/workspaces/team-service.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedSources } from "./compose-sources.ts";

export interface ComposedMembers extends Composed {
  readonly teams: TeamService;
  readonly invitations: InvitationService;
  readonly apiKeys: ApiKeyService;
  readonly apiKeyResolver: ApiKeyResolver;
}

/** Who is in which workspace, who is invited, and the keys their programs use. */
export function composeMembers(needs: AppNeeds, source: ComposedSources): ComposedMembers {
  const { audit, clock, database, mailer, settings } = needs;
  const { members, sources, workspaces, workspaceStore } = source;
  const base = { clock, audit };
  const teams = new TeamService({
    ...base,
    database: database.db,
    store: workspaceStore,
    members,
    workspaces,
    sources,
  });
  const invitations = new InvitationService({
    ...base,
    database: database.db,
    store: new InvitationStore(database.db),
    members,
    nameOf: async (id) => (await workspaceStore.find(id))?.name ?? "",
    mailer,
    isMailSetUp: () => settings.current().mailHost !== undefined,
    linkTo: (token) => linkTo(settings.current(), "/invitation", { token }),
  });
  const apiKeys = new ApiKeyService({ ...base, store: new ApiKeyStore(database.db) });
  return {
    teams,
    invitations,
    apiKeys,
    apiKeyResolver: new ApiKeyResolver(apiKeys),
    routes(api) {
      workspaceRoutes(api, workspaces, teams);
      memberRoutes(api, new MemberService({ ...base, store: members }));
      invitationRoutes(api, invitations, workspaces);
      apiKeyRoutes(api, apiKeys);
    },
  };
}
