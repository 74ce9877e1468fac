import { printMetric } from "../adapters/engine.ts";
import { engineTrial } from "../adapters/engine-trial.ts";
import { runLimitsNow } from "../limiting/run-limits.ts";
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
  { settings, clock, database }: AppNeeds,
  { access, knowledgeStore: store, knowing, workspaceStore }: ComposedSources,
): Composed {
  const trial = engineTrial;
  const knowledge = new KnowledgeService({
    clock,
    access,
    store,
    get limits() {
      return runLimitsNow(settings);
    },
    printMetric,
    knowing,
    trial,
  });
  const exchange = new KnowledgeExchange({
    clock,
    store,
    get limits() {
      return runLimitsNow(settings);
    },
    printMetric,
    knowledge,
  });
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
