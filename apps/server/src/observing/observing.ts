import { isAppError, type Telemetry, type Work } from "@parlance/core";
import type { ProcessFacts } from "@parlance/worker";
import type { ServerOptions } from "../server-options.ts";
import { knownSecrets } from "./known-secrets.ts";
import { type LogTarget, unblockedLog } from "./log-target.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import type { Tracing } from "./tracing.ts";
import { type ProcessKind, watchProcesses } from "./watch-processes.ts";

/** What a server tells about itself while it works. */
export interface Observing extends Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing | null;
  /** Takes log lines; never blocks and never fails. */
  readonly log: { write(line: string): void };
  /** Brings a pool of child processes into the figures. */
  watch(kind: ProcessKind, facts: () => ProcessFacts): void;
  /** The pools that are watched, as they are now. */
  processes(): readonly { readonly kind: ProcessKind; readonly facts: ProcessFacts }[];
  close(): Promise<void>;
}

/** The tracing library is loaded only where traces are wanted. */
export async function openObserving(options: ServerOptions, logTo: LogTarget = process.stdout): Promise<Observing> {
  const metrics = createMetrics();
  const pools = new Map<ProcessKind, () => ProcessFacts>();
  const tracing = await openTracing(options.tracesEndpoint);
  return {
    metrics,
    log: unblockedLog(logTo, knownSecrets(options), () => metrics.logsDropped.inc()),
    tracing,
    watch(kind, facts) {
      pools.set(kind, facts);
      watchProcesses(metrics, kind, facts);
    },
    processes: () => [...pools].map(([kind, facts]) => ({ kind, facts: facts() })),
    async measure({ kind, name, facts = {} }, run) {
      const startedAt = performance.now();
      const end = (outcome: string): void =>
        metrics.workSeconds.observe({ kind, name, outcome }, (performance.now() - startedAt) / 1000);
      try {
        const value = await (tracing === null ? run() : tracing.around(spanName({ kind, name }), facts, run));
        end("ok");
        return value;
      } catch (error) {
        end(isAppError(error) ? error.code : "INTERNAL_ERROR");
        throw error;
      }
    },
    close: async () => tracing?.close(),
  };
}

async function openTracing(endpoint: string | undefined): Promise<Tracing | null> {
  if (endpoint === undefined) return null;
  const { openOtlpTracing } = await import("./otlp-tracing.ts");
  return openOtlpTracing(endpoint);
}

const spanName = ({ kind, name }: Work): string => `${kind} ${name}`;
