export type { WorkerPoolOptions } from "./pool/pool-options.ts";
export { createWorkerPool, type WorkerPool, type WorkerPoolCapabilities } from "./pool/worker-pool.ts";
