import { mkdir } from "node:fs/promises";
import { CONNECTORS } from "@parlance/connectors";
import type { QueryWorkerPool } from "@parlance/core";
import { createWorkerPool } from "@parlance/worker";
import type { OpenConnection } from "../resources/sources/source-access.ts";

export interface OpenWorkers {
  readonly workers: QueryWorkerPool;
  readonly openConnection: OpenConnection;
}

/** The sandboxed processes, and the connector that reaches stored files through them. */
export async function openWorkers(
  scratchDir: string,
  onLog: (line: string) => void = () => undefined,
): Promise<OpenWorkers> {
  await mkdir(scratchDir, { recursive: true });
  const workers = createWorkerPool({ scratchDir, onLog });
  const openConnection: OpenConnection = (workspaceId, files) =>
    CONNECTORS.files.open(
      { sourceId: files.source.sourceId },
      { worker: workers.forWorkspace(workspaceId), load: async () => files },
    );
  return { workers, openConnection };
}
