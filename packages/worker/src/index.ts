export type { WorkerPoolOptions } from "./pool/pool-options.ts";
export type { ProcessFacts } from "./pool/process-facts.ts";
export { findPrlimit } from "./pool/spawn-command.ts";
export { createWorkerPool, type WorkerPool, type WorkerPoolCapabilities } from "./pool/worker-pool.ts";
