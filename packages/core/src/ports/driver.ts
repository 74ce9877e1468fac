import type { Catalog, ColumnValues } from "../catalog.ts";
import type { GuardPolicy, GuardVerdict } from "../guard.ts";
import type { RunLimits } from "../limits.ts";
import type { ResultStream } from "./query-worker.ts";

export interface Statement {
  readonly sql: string;
  readonly policy: GuardPolicy;
  readonly limits: RunLimits;
}

/** What the source itself expects a statement to cost. Fields it cannot tell are absent. */
export interface CostEstimate {
  readonly rows?: number;
  readonly bytes?: number;
  /** The source's own plan, as it prints it. */
  readonly plan?: string;
}

/**
 * A read-only way to a source's data, as one kind of source provides it. Remote drivers run in the source process, never
 * in the API process. Every method stops at its signal with QUERY_CANCELLED.
 * Promises: nothing is ever written; a statement the guard has not allowed never runs, whoever calls;
 * rows arrive in the JavaScript forms of data-type.ts; limits hold whatever the statement says.
 */
export interface Driver {
  introspect(signal?: AbortSignal): Promise<Catalog>;
  /** Distinct values of text-like columns for the engine's value index. */
  values(signal?: AbortSignal): Promise<readonly ColumnValues[]>;
  check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict>;
  stream(statement: Statement, signal?: AbortSignal): Promise<ResultStream>;
  /** Asks the source without running anything; present where capabilities say canEstimate. */
  estimate?(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<CostEstimate>;
  close(): Promise<void>;
}

/** One thing `probe` looked at, for a person who waits for it. */
export interface ProbeStep {
  readonly id: "resolve" | "connect" | "sign-in" | "rights" | "tables";
  readonly state: "running" | "done" | "warned" | "failed";
  /** What was found, in words a person understands; never hosts, users or secrets the caller did not type. */
  readonly message: string;
  readonly hint?: string;
}

export type ReportProbe = (step: ProbeStep) => void;

/** A host the source may be reached at: the address was judged after it was resolved. */
export interface JudgedAddress {
  readonly host: string;
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
}

/**
 * The only way out. Every address is judged after it is resolved, every redirect again; private and link-local ranges
 * only where the configuration permits them. Errors: ADDRESS_NOT_ALLOWED, HOST_NOT_FOUND.
 */
export interface Outbound {
  resolve(host: string, port: number, signal?: AbortSignal): Promise<JudgedAddress>;
  /** Like fetch, over judged addresses only. */
  request(url: string, init?: RequestInit): Promise<Response>;
}

export interface RemoteNeeds {
  readonly outbound: Outbound;
}
