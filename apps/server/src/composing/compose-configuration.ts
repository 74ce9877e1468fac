import type { FastifyBaseLogger } from "fastify";
import { LiveConfiguration } from "../configuration/live-configuration.ts";
import { OverrideStore } from "../configuration/override-store.ts";
import { Overrides } from "../configuration/overrides.ts";
import { PromptStore } from "../prompting/prompt-store.ts";
import { PromptsInUse } from "../prompting/prompts-in-use.ts";
import { configurationRoutes } from "../resources/configuration/routes.ts";
import { ConfigurationService } from "../resources/configuration/service.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";

export interface ComposedConfiguration extends Composed {
  readonly live: LiveConfiguration;
  readonly promptStore: PromptStore;
  readonly prompts: PromptsInUse;
}

/** Settings that change while the server runs. Comes first, so that everything else starts with what is overridden. */
export async function composeConfiguration(
  { settings, database: { db }, keys, shared, clock, audit }: AppNeeds,
  log: FastifyBaseLogger,
): Promise<ComposedConfiguration> {
  const store = new OverrideStore(db);
  const overrides = new Overrides(keys, log);
  const live = new LiveConfiguration({ settings, store, overrides, channel: shared.channel, log });
  await live.refresh();
  const promptStore = new PromptStore(db);
  const prompts = new PromptsInUse(promptStore);
  await live.alsoRead(() => prompts.read());
  const service = new ConfigurationService({ clock, settings, store, overrides, live, audit });
  return { live, promptStore, prompts, routes: (api) => configurationRoutes(api, service) };
}
