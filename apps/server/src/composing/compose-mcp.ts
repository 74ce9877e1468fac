import type { FastifyBaseLogger } from "fastify";
import { Limits, refuseOver } from "../limiting/limits.ts";
import { mcpRoutes } from "../mcp/routes.ts";
import type { Identity } from "../plugins/identity.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedAsking } from "./compose-asking.ts";
import type { ComposedModels } from "./compose-models.ts";
import type { ComposedSources } from "./compose-sources.ts";

/** The Model Context Protocol, over the services that the API has. Its library is loaded by the first client. */
export function composeMcp(
  { options, settings, shared, clock }: AppNeeds,
  { workspaces, sources }: ComposedSources,
  { asks, queries, catalogs }: ComposedAsking,
  { disclosures }: ComposedModels,
  log: FastifyBaseLogger,
): Composed {
  const isKeptFromModels = async ({ workspaceId }: Identity, sourceId: string): Promise<boolean> =>
    (await disclosures.find(workspaceId, sourceId)) === "nothing";
  const limits = new Limits({ shared, settings });
  const countQuery = async (identity: Identity, address: string): Promise<void> => {
    const counted = await limits.count("query", identity, address);
    if (counted !== undefined) refuseOver(counted);
  };
  const services = { workspaces, sources, catalogs, asks, queries, countQuery, isKeptFromModels };
  const load = async () => {
    const { McpService, serviceDesk, SESSION_LIMITS } = await import("../mcp/index.ts");
    const desk = (identity: Identity, address: string) => serviceDesk(services, identity, address);
    return new McpService({ clock, log, limits: SESSION_LIMITS, desk });
  };
  return { routes: (api) => mcpRoutes(api, load, options.allowedOrigins) };
}
