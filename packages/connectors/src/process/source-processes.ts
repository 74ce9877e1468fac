import type { Connection, PulledTable, ReportProbe } from "@parlance/core";
import { ProcessCensus, type ProcessFacts } from "@parlance/worker/calls";
import { RemoteConnection, type RemoteSource } from "./remote-connection.ts";
import type { SourceConfig } from "./source-calls.ts";
import { SourceHost, type SourceProcessOptions } from "./source-host.ts";

const PROBE_WITHIN_MS = 60_000;
const PULL_WITHIN_MS = 30 * 60_000;

export interface OpenRequest extends RemoteSource {
  readonly workspaceId: string;
}

export interface ProbeRequest extends SourceConfig {
  readonly workspaceId: string;
}

export interface PullRequest extends ProbeRequest {
  /** An empty folder that receives one file a table; the caller removes it. */
  readonly folder: string;
}

/** Everything that talks to other people's servers does so in these processes, one for each workspace. */
export interface SourceProcesses {
  open(request: OpenRequest, signal?: AbortSignal): Promise<Connection>;
  probe(request: ProbeRequest, report: ReportProbe, signal?: AbortSignal): Promise<void>;
  pull(request: PullRequest, onProgress: (rows: number) => void, signal?: AbortSignal): Promise<readonly PulledTable[]>;
  facts(): ProcessFacts;
  /** Ends the workspace's process, with every connection it has; the next use begins another. */
  release(workspaceId: string): Promise<void>;
  close(): Promise<void>;
}

export function createSourceProcesses(options: SourceProcessOptions): SourceProcesses {
  const hosts = new Map<string, SourceHost>();
  const census = new ProcessCensus();
  const hostOf = (workspaceId: string): SourceHost => {
    const host = hosts.get(workspaceId) ?? new SourceHost(options, census);
    hosts.set(workspaceId, host);
    return host;
  };
  return {
    open: ({ workspaceId, ...source }, signal) => RemoteConnection.open(hostOf(workspaceId), source, signal),
    async probe({ workspaceId, connector, config }, report, signal) {
      const host = hostOf(workspaceId);
      const limits = { timeoutMs: PROBE_WITHIN_MS, signal };
      await host.call(host.live(), "probe", { connector, config }, limits, {
        onProgress: ({ probed }) => probed && report(probed),
      });
    },
    pull({ workspaceId, connector, config, folder }, onProgress, signal) {
      const host = hostOf(workspaceId);
      const limits = { timeoutMs: PULL_WITHIN_MS, signal };
      return host.call(host.live(), "pull", { connector, config, folder }, limits, {
        onProgress: ({ rows }) => rows !== undefined && onProgress(rows),
      });
    },
    facts: () => census.facts(),
    async release(workspaceId) {
      const host = hosts.get(workspaceId);
      hosts.delete(workspaceId);
      await host?.close();
    },
    async close() {
      await Promise.all([...hosts.values()].map((host) => host.close()));
      hosts.clear();
    },
  };
}
