import { loadPipeline, suggestQuestions } from "../adapters/engine.ts";
import { Asking } from "../asking/asking.ts";
import { type FindAssistance, noAssistance } from "../asking/find-assistance.ts";
import { ResultRegistry } from "../asking/result-registry.ts";
import { RunningQueries } from "../asking/running-queries.ts";
import { demoQuestions } from "../demo/demo-library.ts";
import { runLimitsNow } from "../limiting/run-limits.ts";
import { WorkLanes } from "../limiting/work-lanes.ts";
import { askRoutes } from "../resources/ask/routes.ts";
import { AskService } from "../resources/ask/service.ts";
import { catalogRoutes } from "../resources/catalog/routes.ts";
import { CatalogService } from "../resources/catalog/service.ts";
import { queryRoutes } from "../resources/queries/routes.ts";
import { QueryService } from "../resources/queries/service.ts";
import { resultRoutes } from "../resources/results/routes.ts";
import { ResultService } from "../resources/results/service.ts";
import { trustRoutes } from "../resources/trust/routes.ts";
import { TrustService } from "../resources/trust/service.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import { conversationMemory } from "./compose-conversations.ts";
import type { ComposedSources } from "./compose-sources.ts";

const SUGGESTIONS = 12;

export interface ComposedAsking extends Composed {
  readonly asking: Asking;
  readonly asks: AskService;
  readonly queries: QueryService;
  readonly results: ResultRegistry;
  readonly catalogs: CatalogService;
}

/** Questions and statements: put to a source, run, paged, exported. */
export function composeAsking(
  needs: AppNeeds,
  source: ComposedSources,
  findAssistance: FindAssistance = noAssistance,
): ComposedAsking {
  const { options, settings, clock, workers } = needs;
  const { access, sourceStore } = source;
  const results = new ResultRegistry(clock, options.redisUrl === undefined ? undefined : needs.shared.store);
  const running = new RunningQueries({
    channel: needs.shared.channel,
    lanes: new WorkLanes(() => {
      const { runningPerWorkspace, waitingPerWorkspace } = settings.current();
      return { running: runningPerWorkspace, waiting: waitingPerWorkspace };
    }),
  });
  const asking = new Asking({
    clock,
    results,
    get limits() {
      return runLimitsNow(settings);
    },
    get budget() {
      const { warnAboveRows, warnAboveBytes } = settings.current();
      return { maxRows: warnAboveRows, maxBytes: warnAboveBytes };
    },
    pipeline: loadPipeline,
    findAssistance,
    asked: needs.asked,
    observing: needs.observing,
    plugins: needs.plugins,
  });
  const asks = new AskService({ clock, access, asking, running, memory: conversationMemory(needs, source) });
  const queries = new QueryService({ clock, access, asking, running });
  const resultPages = new ResultService({
    clock,
    results,
    sources: sourceStore,
    access,
    workers,
    get limits() {
      return runLimitsNow(settings);
    },
    pipeline: loadPipeline,
  });
  const trust = new TrustService({ clock, access, asking, pipeline: loadPipeline });
  const catalogs = new CatalogService({
    clock,
    get limits() {
      return runLimitsNow(settings);
    },
    sources: sourceStore,
    access,
    suggest: async (asked) => demoQuestions(asked.sourceId) ?? suggestQuestions(asked, SUGGESTIONS),
  });
  return {
    asking,
    asks,
    queries,
    results,
    catalogs,
    routes(api) {
      catalogRoutes(api, catalogs);
      askRoutes(api, asks);
      queryRoutes(api, queries);
      resultRoutes(api, resultPages);
      trustRoutes(api, trust);
    },
  };
}
