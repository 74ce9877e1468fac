import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { QueryWorker, QueryWorkerPool } from "@parlance/core";
import { type WorkerPoolOptions, withDefaults } from "./pool-options.ts";
import type { ProcessFacts } from "./process-facts.ts";
import { ProcessSupply } from "./process-supply.ts";
import { findPrlimit } from "./spawn-command.ts";
import { WorkspaceWorker } from "./workspace-worker.ts";

export interface WorkerPoolCapabilities {
  /** True when the operating system limits each worker's memory; false when workers only watch themselves. */
  readonly hasMemoryLimit: boolean;
}

export interface WorkerPool extends QueryWorkerPool {
  readonly capabilities: WorkerPoolCapabilities;
  facts(): ProcessFacts;
}

/** Sandboxed processes for statements and files: one per workspace for queries, one per job for files. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const settings = withDefaults(options);
  removeLeftovers(settings.scratchDir);
  const supply = new ProcessSupply(settings);
  const workers = new Map<string, QueryWorker>();
  return {
    capabilities: { hasMemoryLimit: findPrlimit() !== null },
    facts: () => supply.facts(),
    forWorkspace(workspaceId) {
      const worker = workers.get(workspaceId) ?? new WorkspaceWorker(settings, supply);
      workers.set(workspaceId, worker);
      return worker;
    },
    async release(workspaceId) {
      const worker = workers.get(workspaceId);
      workers.delete(workspaceId);
      await worker?.close();
    },
    async close() {
      await Promise.all([...workers.values()].map((worker) => worker.close()));
      workers.clear();
      await supply.close();
    },
  };
}

const PROCESS_FOLDER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A pool that was killed could not remove its processes' folders; one scratch folder belongs to one pool at a time. */
function removeLeftovers(scratchDir: string): void {
  if (!existsSync(scratchDir)) return;
  for (const name of readdirSync(scratchDir)) {
    if (PROCESS_FOLDER.test(name)) rmSync(join(scratchDir, name), { recursive: true, force: true });
  }
}
