import type { z } from "zod";
import type { Catalog, ColumnValues, Dialect } from "../catalog.ts";
import type { GuardPolicy, GuardVerdict } from "../guard.ts";
import type { RunLimits } from "../limits.ts";
import type { ResultStream, StoredResult } from "./query-worker.ts";

export interface ConnectorCapabilities {
  /** The source can show what a statement would cost before it runs. */
  readonly canEstimate: boolean;
  /** Cancel ends the work at the source, not only here. */
  readonly canCancel: boolean;
  /** Tables are stored by Parlance and queried in the workspace's worker. */
  readonly isLocal: boolean;
}

/**
 * A kind of source. One folder in packages/connectors, registered by one line in registry.ts.
 * `config` drives validation, the form, the command line and the docs.
 */
export interface Connector<Config = unknown, Needs = unknown> {
  readonly id: string;
  readonly label: string;
  readonly dialect: Dialect;
  readonly config: z.ZodType<Config>;
  readonly capabilities: ConnectorCapabilities;
  open(config: Config, needs: Needs): Promise<Connection>;
}

export interface Statement {
  readonly sql: string;
  readonly policy: GuardPolicy;
  readonly limits: RunLimits;
}

/**
 * An open, read-only way to a source. Every method stops at its signal with QUERY_CANCELLED.
 * Promises: nothing is ever written; a statement the guard has not allowed never runs, whoever calls;
 * rows arrive in the JavaScript forms of data-type.ts; limits hold whatever the statement says.
 */
export interface Connection {
  introspect(signal?: AbortSignal): Promise<Catalog>;
  /** Distinct values of text-like columns for the engine's value index. */
  values(signal?: AbortSignal): Promise<readonly ColumnValues[]>;
  check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict>;
  stream(statement: Statement, signal?: AbortSignal): Promise<ResultStream>;
  /** Runs and keeps the whole result in the workspace's worker under resultId, first page included. */
  run(
    statement: Statement & { readonly resultId: string; readonly pageRows: number },
    signal?: AbortSignal,
  ): Promise<StoredResult>;
  close(): Promise<void>;
}

export const defineConnector = <Config, Needs>(connector: Connector<Config, Needs>): Connector<Config, Needs> =>
  connector;
