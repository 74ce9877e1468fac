import type { Connection, ProbeStep, PulledTable, QueryWorker } from "@parlance/core";

/** A connector and the whole config for it, secrets included. Lives in memory only. */
export interface ConnectionTarget {
  readonly workspaceId: string;
  /** Id in the registry of connectors. */
  readonly connector: string;
  readonly config: unknown;
}

export interface OpenTarget extends ConnectionTarget {
  readonly sourceId: string;
  /** Keeps the results. */
  readonly worker: QueryWorker;
}

export interface PullTarget extends ConnectionTarget {
  readonly folder: string;
}

/**
 * The child processes in which drivers run, one for each workspace: whatever a source sends can end that process only.
 * Called by: connection tests, syncs, and every question about a remote source.
 */
export interface SourceProcesses {
  open(target: OpenTarget, signal?: AbortSignal): Promise<Connection>;
  probe(target: ConnectionTarget, report: (step: ProbeStep) => void, signal?: AbortSignal): Promise<void>;
  pull(target: PullTarget, onProgress: (rows: number) => void, signal?: AbortSignal): Promise<readonly PulledTable[]>;
  /** Ends the workspace's process, with every connection it has; the next use begins another. */
  release(workspaceId: string): Promise<void>;
  close(): Promise<void>;
}
