import { AppError, type QueryWorkerPool } from "@parlance/core";
import type { ConnectionStore } from "../resources/connections/store.ts";
import type { OpenRemote } from "../resources/sources/source-access.ts";
import type { SourceRow } from "../resources/sources/store.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import type { Credentials } from "./credentials.ts";
import { IdleConnection } from "./idle-connection.ts";
import type { KnownConnectors } from "./known-connectors.ts";
import { isOfSession, type SessionSource, type SessionSources } from "./session-sources.ts";
import type { SourceProcesses } from "./source-processes.ts";

export interface OpenRemoteNeeds {
  readonly connections: ConnectionStore;
  readonly connectors: KnownConnectors;
  readonly credentials: Credentials;
  readonly processes: SourceProcesses;
  readonly sessions: Pick<SessionSources, "target">;
  readonly workers: QueryWorkerPool;
  readonly idleMs: number;
}

/** A source that failed this often in a row is left alone this long. */
const REST_MS = 10_000;

/** How a remote source is reached when it is asked. Its secrets are unsealed for as long as opening takes. */
export function openRemoteWith(needs: OpenRemoteNeeds): OpenRemote {
  const { connections, connectors, credentials, processes, sessions, workers, idleMs } = needs;
  const kept = async (row: SourceRow): Promise<Pick<SessionSource, "connector" | "config">> => {
    const connection = await connections.find(row);
    if (connection === undefined) throw new AppError("SOURCE_NOT_FOUND");
    const { connector } = connection;
    return { connector, config: async () => credentials.open(connectors.find(connector), connection) };
  };
  return async (row) => {
    const { workspaceId, id: sourceId } = row;
    const { connector, config } = isOfSession(sourceId) ? sessions.target(row) : await kept(row);
    const known = connectors.find(connector);
    return new IdleConnection({
      canEstimate: known.connector.capabilities.canEstimate,
      idleMs,
      breaker: new CircuitBreaker({ failures: 3, restMs: REST_MS, monotonicNow: () => performance.now() }),
      open: async () =>
        processes.open({
          workspaceId,
          sourceId,
          connector,
          config: await config(),
          worker: workers.forWorkspace(workspaceId),
        }),
    });
  };
}
