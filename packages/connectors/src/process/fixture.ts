import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection, QueryWorker } from "@parlance/core";
import { createWorkerPool } from "@parlance/worker";
import type { SourceProcessOptions } from "./source-host.ts";
import { createSourceProcesses, type SourceProcesses } from "./source-processes.ts";

/** For tests: real source processes, and a real worker that keeps their results. */
export interface SourceFixture {
  readonly sources: SourceProcesses;
  readonly worker: QueryWorker;
  readonly workspaceId: string;
  /** A full connection as the server has it. `connector` is a name in the registry, which must list it. */
  open(connector: string, config: unknown, sourceId?: string): Promise<Connection>;
  close(): Promise<void>;
}

/** Sources on this machine may be connected to unless `options` say otherwise. */
export async function openSourceFixture(options: Partial<SourceProcessOptions> = {}): Promise<SourceFixture> {
  const dir = await mkdtemp(join(tmpdir(), "parlance-source-"));
  const pool = createWorkerPool({ scratchDir: join(dir, "scratch"), spares: 0 });
  const sources = createSourceProcesses({ allowedNetworks: ["127.0.0.0/8", "::1"], ...options });
  const workspaceId = "contract";
  const worker = pool.forWorkspace(workspaceId);
  return {
    sources,
    worker,
    workspaceId,
    open: (connector, config, sourceId = "contract") =>
      sources.open({ workspaceId, sourceId, connector, config, worker }),
    async close() {
      await sources.close();
      await pool.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
