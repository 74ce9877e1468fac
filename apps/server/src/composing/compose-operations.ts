import type { FastifyBaseLogger } from "fastify";
import { v7 as uuid } from "uuid";
import { GatheredLog } from "../observing/gathered-log.ts";
import type { HealthService } from "../resources/health/service.ts";
import { logRoutes } from "../resources/logs/routes.ts";
import { LogService } from "../resources/logs/service.ts";
import { operationsRoutes } from "../resources/operations/routes.ts";
import { OperationsService } from "../resources/operations/service.ts";
import { OperationsStore } from "../resources/operations/store.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";

export interface ComposedOperations extends Composed {
  close(): void;
}

/** What whoever runs the server looks at: how it is doing, and what it says of itself. */
export function composeOperations(
  { options, observing, plugins, database, shared, folder }: AppNeeds,
  health: HealthService,
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
  return {
    close: () => gathered.close(),
    routes(api) {
      operationsRoutes(api, operations);
      logRoutes(api, logs);
    },
  };
}
