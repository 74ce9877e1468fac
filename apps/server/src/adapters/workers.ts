import { mkdir } from "node:fs/promises";
import { AppError, type QueryWorkerPool } from "@parlance/core";
import { createWorkerPool } from "@parlance/worker";
import type { OpenConnection } from "../resources/sources/source-access.ts";

export interface OpenWorkers {
  readonly workers: QueryWorkerPool;
  readonly openConnection: OpenConnection;
}

export async function openWorkers(scratchDir: string): Promise<OpenWorkers> {
  await mkdir(scratchDir, { recursive: true });
  const workers = createWorkerPool({ scratchDir });
  return { workers, openConnection: () => Promise.reject(new AppError("SERVICE_BUSY")) };
}
