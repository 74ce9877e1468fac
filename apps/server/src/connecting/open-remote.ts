import { AppError, type QueryWorkerPool } from "@parlance/core";
import type { ConnectionStore } from "../resources/connections/store.ts";
import type { OpenRemote } from "../resources/sources/source-access.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import type { Credentials } from "./credentials.ts";
import { IdleConnection } from "./idle-connection.ts";
import type { KnownConnectors } from "./known-connectors.ts";
import type { SourceProcesses } from "./source-processes.ts";

export interface OpenRemoteNeeds {
  readonly connections: ConnectionStore;
  readonly connectors: KnownConnectors;
  readonly credentials: Credentials;
  readonly processes: SourceProcesses;
  readonly workers: QueryWorkerPool;
  readonly idleMs: number;
}

/** A source that failed this often in a row is left alone this long. */
const REST_MS = 10_000;

/** How a remote source is reached when it is asked. Its secrets are unsealed for as long as opening takes. */
export function openRemoteWith(needs: OpenRemoteNeeds): OpenRemote {
  const { connections, connectors, credentials, processes, workers, idleMs } = needs;
  return async (row) => {
    const { workspaceId, id: sourceId } = row;
    const connection = await connections.find(row);
    if (connection === undefined) throw new AppError("SOURCE_NOT_FOUND");
    const known = connectors.find(connection.connector);
    return new IdleConnection({
      canEstimate: known.connector.capabilities.canEstimate,
      idleMs,
      breaker: new CircuitBreaker({ failures: 3, restMs: REST_MS, monotonicNow: () => performance.now() }),
      open: () =>
        processes.open({
          workspaceId,
          sourceId,
          connector: connection.connector,
          config: credentials.open(known, connection),
          worker: workers.forWorkspace(workspaceId),
        }),
    });
  };
}
