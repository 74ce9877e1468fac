import type { FastifyBaseLogger } from "fastify";
import { Drafters } from "../evaluating/drafters.ts";
import { EvaluationRunner } from "../evaluating/evaluation-runner.ts";
import type { Expiring } from "../jobs/sweeper.ts";
import { runLimitsNow } from "../limiting/run-limits.ts";
import { evaluationRoutes } from "../resources/evaluations/routes.ts";
import { EvaluationService } from "../resources/evaluations/service.ts";
import { EvaluationStore } from "../resources/evaluations/store.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedAsking } from "./compose-asking.ts";
import type { ComposedConfiguration } from "./compose-configuration.ts";
import type { ComposedModels } from "./compose-models.ts";
import type { ComposedSources } from "./compose-sources.ts";

export interface ComposedEvaluations extends Composed {
  readonly runner: EvaluationRunner;
  readonly drafters: Drafters;
  readonly evaluations: EvaluationService;
  /** Ends, in the books, what instances that are gone were at. */
  readonly expiring: readonly Expiring[];
}

/** Verified questions put to the test. */
export async function composeEvaluations(
  { settings, clock, folder, shared, database: { db } }: AppNeeds,
  { access, knowledgeStore, knowing, workspaceStore }: ComposedSources,
  { asking }: ComposedAsking,
  { finder }: ComposedModels,
  { promptStore }: Pick<ComposedConfiguration, "promptStore">,
  log: FastifyBaseLogger,
): Promise<ComposedEvaluations> {
  const store = new EvaluationStore(db, workspaceStore);
  const { instance } = folder;
  const endInterrupted = async (now: Date): Promise<void> =>
    store.endInterrupted(now, instance === null ? [] : [instance, ...(await folder.others())]);
  await endInterrupted(new Date(clock.now()));
  const drafters = new Drafters(finder, promptStore);
  const runner = new EvaluationRunner({
    clock,
    log,
    store,
    drafters,
    asking,
    get limits() {
      return runLimitsNow(settings);
    },
  });
  const service = new EvaluationService({
    clock,
    store,
    access,
    knowledge: knowledgeStore,
    knowing,
    drafters,
    runner,
    instance,
    channel: shared.channel,
    get limits() {
      return runLimitsNow(settings);
    },
  });
  return {
    runner,
    drafters,
    evaluations: service,
    // Alone, whatever runs runs here.
    expiring: instance === null ? [] : [{ removeExpired: endInterrupted }],
    routes: (api) => evaluationRoutes(api, service),
  };
}
