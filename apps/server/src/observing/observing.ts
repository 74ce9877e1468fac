import { isAppError, type Telemetry, type Work } from "@parlance/core";
import type { ProcessFacts } from "@parlance/worker";
import type { Settings } from "../configuration/settings.ts";
import { knownSecrets } from "./known-secrets.ts";
import { type LogTarget, unblockedLog } from "./log-target.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { RecentLog } from "./recent-log.ts";
import type { Tracing } from "./tracing.ts";
import { type ProcessKind, watchProcesses } from "./watch-processes.ts";

/** What a server tells about itself while it works. */
export interface Observing extends Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing | null;
  /** Takes log lines; never blocks and never fails. */
  readonly log: { write(line: string): void };
  /** Its latest lines. */
  readonly recent: RecentLog;
  /** Brings a pool of child processes into the figures. */
  watch(kind: ProcessKind, facts: () => ProcessFacts): void;
  /** The pools that are watched, as they are now. */
  processes(): readonly { readonly kind: ProcessKind; readonly facts: ProcessFacts }[];
  close(): Promise<void>;
}

/** The tracing library is loaded only where traces are wanted. */
export async function openObserving(
  settings: Pick<Settings, "current">,
  logTo: LogTarget = process.stdout,
): Promise<Observing> {
  const metrics = createMetrics();
  const pools = new Map<ProcessKind, () => ProcessFacts>();
  const tracing = await openTracing(settings.current().tracesEndpoint);
  const recent = new RecentLog();
  return {
    metrics,
    recent,
    log: unblockedLog(
      logTo,
      secretsOf(settings),
      () => metrics.logsDropped.inc(),
      (line) => recent.add(line),
    ),
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

/** Asked for each line, and made anew only when the settings have changed. */
function secretsOf(settings: Pick<Settings, "current">): () => readonly string[] {
  let read = settings.current();
  let secrets = knownSecrets(read);
  return () => {
    const now = settings.current();
    if (now !== read) [read, secrets] = [now, knownSecrets(now)];
    return secrets;
  };
}

async function openTracing(endpoint: string | undefined): Promise<Tracing | null> {
  if (endpoint === undefined) return null;
  const { openOtlpTracing } = await import("./otlp-tracing.ts");
  return openOtlpTracing(endpoint);
}

const spanName = ({ kind, name }: Work): string => `${kind} ${name}`;
