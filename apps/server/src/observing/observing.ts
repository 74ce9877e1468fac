import { isAppError, type Telemetry, type Work } from "@parlance/core";
import { createMetrics, type Metrics } from "./metrics.ts";
import type { Tracing } from "./tracing.ts";

/** What a server tells about itself while it works. */
export interface Observing extends Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing | null;
  close(): Promise<void>;
}

export interface ObservingOptions {
  readonly tracesEndpoint?: string | undefined;
}

/** The tracing library is loaded only where traces are wanted. */
export async function openObserving({ tracesEndpoint }: ObservingOptions): Promise<Observing> {
  if (tracesEndpoint === undefined) return observingWith(null);
  const { openOtlpTracing } = await import("./otlp-tracing.ts");
  return observingWith(openOtlpTracing(tracesEndpoint));
}

function observingWith(tracing: Tracing | null): Observing {
  const metrics = createMetrics();
  return {
    metrics,
    tracing,
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

const spanName = ({ kind, name }: Work): string => `${kind} ${name}`;
