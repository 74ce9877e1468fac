import type { FastifyBaseLogger } from "fastify";
import { v7 as uuid } from "uuid";
import type { Sweeper } from "../jobs/sweeper.ts";
import { GatheredLog } from "../observing/gathered-log.ts";
import type { HealthService } from "../resources/health/service.ts";
import { jobRoutes } from "../resources/jobs/routes.ts";
import { JobService } from "../resources/jobs/service.ts";
import { JobStore } from "../resources/jobs/store.ts";
import { logRoutes } from "../resources/logs/routes.ts";
import { LogService } from "../resources/logs/service.ts";
import { operationsRoutes } from "../resources/operations/routes.ts";
import { OperationsService } from "../resources/operations/service.ts";
import { OperationsStore } from "../resources/operations/store.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedEvaluations } from "./compose-evaluations.ts";
import type { ComposedSources } from "./compose-sources.ts";

export interface ComposedOperations extends Composed {
  close(): void;
}

export interface OperatedParts {
  readonly health: HealthService;
  readonly sweeper: Sweeper;
  readonly sources: Pick<ComposedSources, "sourceStore" | "syncs">;
  readonly evaluations: Pick<ComposedEvaluations, "runner" | "evaluations">;
}

/** What whoever runs the server looks at: how it is doing, and what it says of itself. */
export function composeOperations(
  { options, clock, observing, plugins, database, shared, folder, board }: AppNeeds,
  { health, sweeper, sources, evaluations }: OperatedParts,
  log: FastifyBaseLogger,
): ComposedOperations {
  const operations = new OperationsService({
    health,
    observing,
    plugins,
    store: new OperationsStore(database.db),
    dataDir: options.dataDir,
  });
  const gathered = new GatheredLog({
    recent: observing.recent,
    shared,
    instance: folder.instance,
    others: () => folder.others(),
    newId: uuid,
  });
  const logs = new LogService({ log: gathered, level: () => log.level });
  const jobs = new JobService({
    clock,
    store: new JobStore(database.db),
    board,
    sources: sources.sourceStore,
    syncs: sources.syncs,
    evaluations: evaluations.runner,
    evaluating: evaluations.evaluations,
    sweeper,
    channel: shared.channel,
  });
  return {
    close() {
      gathered.close();
      jobs.close();
    },
    routes(api) {
      operationsRoutes(api, operations);
      logRoutes(api, logs);
      jobRoutes(api, jobs);
    },
  };
}
