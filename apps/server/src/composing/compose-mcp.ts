import type { FastifyBaseLogger } from "fastify";
import { mcpRoutes } from "../mcp/routes.ts";
import type { Identity } from "../plugins/identity.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedAsking } from "./compose-asking.ts";
import type { ComposedModels } from "./compose-models.ts";
import type { ComposedSources } from "./compose-sources.ts";

/** The Model Context Protocol, over the services that the API has. Its library is loaded by the first client. */
export function composeMcp(
  { options, clock }: AppNeeds,
  { workspaces, sources }: ComposedSources,
  { asks, queries, catalogs }: ComposedAsking,
  { disclosures }: ComposedModels,
  log: FastifyBaseLogger,
): Composed {
  const isKeptFromModels = async ({ workspaceId }: Identity, sourceId: string): Promise<boolean> =>
    (await disclosures.find(workspaceId, sourceId)) === "nothing";
  const services = { workspaces, sources, catalogs, asks, queries, isKeptFromModels };
  const load = async () => {
    const { McpService, serviceDesk, SESSION_LIMITS } = await import("../mcp/index.ts");
    const desk = (identity: Identity) => serviceDesk(services, identity);
    return new McpService({ clock, log, limits: SESSION_LIMITS, desk });
  };
  return { routes: (api) => mcpRoutes(api, load, options.allowedOrigins) };
}
