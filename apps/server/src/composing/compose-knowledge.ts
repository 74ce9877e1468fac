import { DEFAULT_LIMITS } from "@parlance/core";
import { printMetric } from "../adapters/engine.ts";
import { knowledgeRoutes } from "../resources/knowledge/routes.ts";
import { KnowledgeService } from "../resources/knowledge/service.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedSources } from "./compose-sources.ts";

/** What people write down about sources. */
export function composeKnowledge({ options, clock }: AppNeeds, { access, knowledgeStore }: ComposedSources): Composed {
  const knowledge = new KnowledgeService({
    clock,
    access,
    store: knowledgeStore,
    limits: { ...DEFAULT_LIMITS, timeoutMs: options.queryTimeoutMs },
    printMetric,
  });
  return {
    routes(api) {
      knowledgeRoutes(api, knowledge);
    },
  };
}
