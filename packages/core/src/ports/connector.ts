import type { z } from "zod";
import type { Dialect } from "../catalog.ts";
import type { Driver, RemoteNeeds, ReportProbe, Statement } from "./driver.ts";
import type { StoredResult } from "./query-worker.ts";

export interface ConnectorCapabilities {
  /** The source can show what a statement would cost before it runs. */
  readonly canEstimate: boolean;
  /** Cancel ends the work at the source, not only here. */
  readonly canCancel: boolean;
  /** Tables are stored by Parlance and queried in the workspace's worker. */
  readonly isLocal: boolean;
}

/** An open source: a driver, and the workspace's worker to keep results in. */
export interface Connection extends Driver {
  /** Runs and keeps the whole result in the workspace's worker under resultId, first page included. */
  run(
    statement: Statement & { readonly resultId: string; readonly pageRows: number },
    signal?: AbortSignal,
  ): Promise<StoredResult>;
}

interface ConnectorFacts<Config> {
  readonly id: string;
  readonly label: string;
  readonly dialect: Dialect;
  /** Drives validation, the form, the command line and the docs; see FieldMeta. */
  readonly config: z.ZodType<Config>;
  readonly capabilities: ConnectorCapabilities;
}

/**
 * A kind of source. One folder in packages/connectors, registered by one line in registry.ts.
 */
export interface Connector<Config = unknown, Needs = unknown> extends ConnectorFacts<Config> {
  open(config: Config, needs: Needs): Promise<Connection>;
}

/** A source that is queried where it is. `open` and `probe` run in the source process. */
export interface RemoteConnector<Config = unknown> extends ConnectorFacts<Config> {
  readonly reach: "remote";
  open(config: Config, needs: RemoteNeeds, signal?: AbortSignal): Promise<Driver>;
  /** Tries the connection step by step and says what it found; rejects at the first step that failed. */
  probe(config: Config, needs: RemoteNeeds, report: ReportProbe, signal?: AbortSignal): Promise<void>;
  /** A pasted connection URL as fields, for the person to see and correct; null when it is not one of this kind. */
  readFields?(url: string): Readonly<Record<string, unknown>> | null;
}

/** One table fetched from a source that cannot be queried: newline-delimited JSON at `path`. */
export interface PulledTable {
  readonly name: string;
  readonly path: string;
  readonly rowCount: number;
}

export interface PullNeeds extends RemoteNeeds {
  /** An empty folder to write to; the caller removes it. */
  readonly folder: string;
  readonly onProgress: (rows: number) => void;
}

/** A source that is copied by a sync and then queried like uploaded files. `pull` and `probe` run in the source process. */
export interface SyncedConnector<Config = unknown> extends ConnectorFacts<Config> {
  readonly reach: "synced";
  pull(config: Config, needs: PullNeeds, signal?: AbortSignal): Promise<readonly PulledTable[]>;
  probe(config: Config, needs: RemoteNeeds, report: ReportProbe, signal?: AbortSignal): Promise<void>;
  readFields?(url: string): Readonly<Record<string, unknown>> | null;
}

/** What every config field says about itself with zod's `meta`; a type and not an interface, as `meta` takes only these. */
export type FieldMeta = {
  readonly label: string;
  readonly help: string;
  /** Encrypted at rest, never sent back. */
  readonly isSecret: boolean;
  /** Secrets are asked for again when this field changes: a kept password must not go to another host. */
  readonly bindsSecrets?: boolean;
  readonly placeholder?: string;
  /** Shown under "more settings". */
  readonly isAdvanced?: boolean;
  /** A secret that a person gives by signing in there, not by typing. */
  readonly consent?: "google";
  /** The field matters only while another field holds one of these values. */
  readonly showWhen?: { readonly field: string; readonly oneOf: readonly string[] };
};

export const defineConnector = <Config, Needs>(connector: Connector<Config, Needs>): Connector<Config, Needs> =>
  connector;
export const defineRemoteConnector = <Config>(connector: RemoteConnector<Config>): RemoteConnector<Config> => connector;
export const defineSyncedConnector = <Config>(connector: SyncedConnector<Config>): SyncedConnector<Config> => connector;
