import { promptRoutes } from "../resources/prompts/routes.ts";
import { PromptService } from "../resources/prompts/service.ts";
import { ToldPrompt } from "../resources/prompts/told-prompt.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedAsking } from "./compose-asking.ts";
import type { ComposedConfiguration } from "./compose-configuration.ts";
import type { ComposedEvaluations } from "./compose-evaluations.ts";
import type { ComposedModels } from "./compose-models.ts";
import type { ComposedSources } from "./compose-sources.ts";

export interface PromptNeeds {
  readonly source: ComposedSources;
  readonly configuration: ComposedConfiguration;
  readonly asking: ComposedAsking;
  readonly models: ComposedModels;
  readonly evaluations: ComposedEvaluations;
}

/** What models are told, reworded by administrators. */
export function composePrompts({ clock, audit }: AppNeeds, needs: PromptNeeds): Composed {
  const { source, configuration, asking, models, evaluations } = needs;
  // The pipeline's code is loaded with the first question, not at the start.
  const library = () => import("@parlance/ask");
  const tokens = async (text: string): Promise<number> => (await library()).promptTokens(text);
  const told = new ToldPrompt({ clock, access: source.access, finder: models.finder, asking: asking.asking, tokens });
  const service = new PromptService({
    clock,
    audit,
    library,
    told,
    store: configuration.promptStore,
    inUse: configuration.prompts,
    live: configuration.live,
    drafters: evaluations.drafters,
    evaluations: evaluations.evaluations,
  });
  return { routes: (api) => promptRoutes(api, service) };
}
