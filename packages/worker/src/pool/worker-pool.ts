import type { QueryWorker, QueryWorkerPool } from "@parlance/core";
import { type WorkerPoolOptions, withDefaults } from "./pool-options.ts";
import { ProcessSupply } from "./process-supply.ts";
import { findPrlimit } from "./spawn-command.ts";
import { WorkspaceWorker } from "./workspace-worker.ts";

export interface WorkerPoolCapabilities {
  /** True when the operating system limits each worker's memory; false when workers only watch themselves. */
  readonly hasMemoryLimit: boolean;
}

export interface WorkerPool extends QueryWorkerPool {
  readonly capabilities: WorkerPoolCapabilities;
}

/** Sandboxed processes for statements and files: one per workspace for queries, one per job for files. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const settings = withDefaults(options);
  const supply = new ProcessSupply(settings);
  const workers = new Map<string, QueryWorker>();
  return {
    capabilities: { hasMemoryLimit: findPrlimit() !== null },
    forWorkspace(workspaceId) {
      const worker = workers.get(workspaceId) ?? new WorkspaceWorker(settings, supply);
      workers.set(workspaceId, worker);
      return worker;
    },
    async close() {
      await Promise.all([...workers.values()].map((worker) => worker.close()));
      workers.clear();
      await supply.close();
    },
  };
}
