import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { IngestProgress } from "@parlance/core";
import type { EngineSettings } from "../engine/settings.ts";
import type { WorkerMethods } from "../protocol/messages.ts";
import { type CallOptions, CallProcess, startError } from "./call-process.ts";
import { ownProgram } from "./own-program.ts";
import type { PoolSettings } from "./pool-options.ts";
import { spawnCommand } from "./spawn-command.ts";

export type WorkerProcess = CallProcess<WorkerMethods, IngestProgress>;
export type WorkerCallOptions = CallOptions<IngestProgress>;

const QUERY_WORKER = { name: "query-worker", source: "../worker-main.ts" };

/** Starts a query worker in a scratch folder of its own, which goes with the process. */
export async function startWorkerProcess(pool: PoolSettings): Promise<WorkerProcess> {
  const scratchDir = join(pool.scratchDir, randomUUID());
  await mkdir(scratchDir, { recursive: true, mode: 0o700 });
  const removeScratch = () => rm(scratchDir, { recursive: true, force: true });
  try {
    const command = spawnCommand(
      pool.entry === "" ? ownProgram(QUERY_WORKER, import.meta.url) : pool.entry,
      pool.processBytes,
    );
    return new CallProcess({
      command,
      cwd: scratchDir,
      settings: engineSettings(pool, scratchDir, command.hasMemoryLimit),
      name: "worker",
      onLog: pool.onLog,
      onEnded: removeScratch,
    });
  } catch (error) {
    await removeScratch();
    throw startError(error);
  }
}

function engineSettings(pool: PoolSettings, scratchDir: string, hasMemoryLimit: boolean): EngineSettings {
  const { threads, memoryBytes, maxTempBytes, maxResultBytes, maxRunning, processBytes } = pool;
  const maxResidentBytes = hasMemoryLimit ? 0 : processBytes;
  return { scratchDir, threads, memoryBytes, maxTempBytes, maxResultBytes, maxRunning, maxResidentBytes };
}
