import { limitRoutes } from "../resources/limits/routes.ts";
import { LimitService } from "../resources/limits/service.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedModels } from "./compose-models.ts";
import type { ComposedSources } from "./compose-sources.ts";

/** What workspaces may store and spend. */
export function composeLimits(
  { clock, settings, audit }: AppNeeds,
  { limitStore: store, quota }: Pick<ComposedSources, "limitStore" | "quota">,
  { allowance }: Pick<ComposedModels, "allowance">,
): Composed {
  const service = new LimitService({ clock, settings, store, quota, allowance, audit });
  return { routes: (api) => limitRoutes(api, service) };
}
