import { DEFAULT_LIMITS } from "@parlance/core";
import { printMetric } from "../adapters/engine.ts";
import { engineTrial } from "../adapters/engine-trial.ts";
import { feedbackRoutes } from "../resources/feedback/routes.ts";
import { FeedbackService } from "../resources/feedback/service.ts";
import { FeedbackStore } from "../resources/feedback/store.ts";
import { exchangeRoutes } from "../resources/knowledge/exchange-routes.ts";
import { KnowledgeExchange } from "../resources/knowledge/exchange-service.ts";
import { knowledgeRoutes } from "../resources/knowledge/routes.ts";
import { KnowledgeService } from "../resources/knowledge/service.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedSources } from "./compose-sources.ts";

/** What people write down about sources, and what they make of answers. */
export function composeKnowledge(
  { options, clock, database }: AppNeeds,
  { access, knowledgeStore: store, knowing, workspaceStore }: ComposedSources,
): Composed {
  const limits = { ...DEFAULT_LIMITS, timeoutMs: options.queryTimeoutMs };
  const trial = engineTrial;
  const knowledge = new KnowledgeService({ clock, access, store, limits, printMetric, knowing, trial });
  const exchange = new KnowledgeExchange({ clock, store, limits, printMetric, knowledge });
  const feedback = new FeedbackService({
    clock,
    access,
    store: new FeedbackStore(database.db, workspaceStore),
    knowledge: store,
    trial,
  });
  return {
    routes(api) {
      knowledgeRoutes(api, knowledge);
      exchangeRoutes(api, exchange);
      feedbackRoutes(api, feedback);
    },
  };
}
