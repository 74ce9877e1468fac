import { mkdir } from "node:fs/promises";
import { CONNECTORS } from "@parlance/connectors";
import type { QueryWorkerPool, Telemetry } from "@parlance/core";
import { createWorkerPool, type ProcessFacts } from "@parlance/worker";
import { observedWorkers } from "../observing/observed-workers.ts";
import type { OpenConnection } from "../resources/sources/source-access.ts";

export interface OpenWorkers {
  readonly workers: QueryWorkerPool;
  readonly facts: () => ProcessFacts;
  readonly openConnection: OpenConnection;
}

/** The sandboxed processes, and the connector that reaches stored files through them. */
export async function openWorkers(
  scratchDir: string,
  telemetry?: Telemetry,
  onLog: (line: string) => void = () => undefined,
): Promise<OpenWorkers> {
  await mkdir(scratchDir, { recursive: true });
  const pool = createWorkerPool({ scratchDir, onLog });
  const workers = telemetry === undefined ? pool : observedWorkers(pool, telemetry);
  const openConnection: OpenConnection = (workspaceId, files) =>
    CONNECTORS.files.open(
      { sourceId: files.source.sourceId },
      { worker: workers.forWorkspace(workspaceId), load: async () => files },
    );
  return { workers, openConnection, facts: () => pool.facts() };
}
