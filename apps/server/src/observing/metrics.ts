import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** From a lookup to the longest statement that is allowed. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Everything that is counted, in Prometheus' words. Labels come from closed sets (routes, steps, error codes, vendors):
 * never a tenant, a person, a source, a question or a model's own name, which people type.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Histogram({ name, help, labelNames, buckets: SECONDS, registers });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const loopLongest = new Gauge({
    name: "parlance_event_loop_longest_block_seconds",
    help: "The longest standstill of the event loop so far.",
    registers,
  });
  const logsDropped = counter(
    "parlance_log_lines_dropped_total",
    "Log lines given up because their target did not take them.",
    [],
  );
  const readers: (() => Promise<void>)[] = [];
  return {
    /** Runs before every reading, for figures that nobody tells. */
    beforeRead: (read: () => Promise<void>) => void readers.push(read),
    async text(): Promise<string> {
      await Promise.all(readers.map((read) => read()));
      return registry.metrics();
    },
    contentType: registry.contentType,
    /** Two figures that a person wants to see without Prometheus. */
    async standing(): Promise<{ longestBlockMs: number; droppedLogLines: number }> {
      const [longest, dropped] = await Promise.all([loopLongest.get(), logsDropped.get()]);
      const sum = (values: readonly { value: number }[]): number => values.reduce((all, { value }) => all + value, 0);
      return { longestBlockMs: Math.round(sum(longest.values) * 1000), droppedLogLines: sum(dropped.values) };
    },
    httpSeconds: histogram("parlance_http_request_seconds", "Time to answer a request.", ["method", "route", "status"]),
    httpOpen: new Gauge({ name: "parlance_http_requests_open", help: "Requests being answered now.", registers }),
    refusals: counter("parlance_refusals_total", "Requests answered with an error, by its code.", ["code"]),
    workSeconds: histogram(
      "parlance_work_seconds",
      "Time of one piece of work: a step of a question, the guard, a statement, a call to a worker or a model.",
      ["kind", "name", "outcome"],
    ),
    answers: counter("parlance_answers_total", "Questions answered, by verdict and who drafted.", [
      "verdict",
      "drafter",
    ]),
    cache: counter("parlance_result_cache_total", "Looks into the cache of results.", ["outcome"]),
    uploads: counter("parlance_uploads_total", "Uploads, by outcome.", ["outcome"]),
    modelCalls: counter("parlance_model_calls_total", "Calls to language models.", ["provider", "purpose", "outcome"]),
    modelSeconds: histogram("parlance_model_seconds", "Time of calls to language models.", ["provider"]),
    modelTokens: counter("parlance_model_tokens_total", "Tokens as providers counted them.", ["provider", "direction"]),
    modelCost: counter("parlance_model_cost_usd_total", "Money as far as prices are known.", ["provider"]),
    processes: gauge(registers, "parlance_child_processes", "Sandboxed processes that are alive.", ["kind", "state"]),
    processCalls: gauge(registers, "parlance_child_calls", "Calls in flight to sandboxed processes.", ["kind"]),
    processBytes: gauge(registers, "parlance_child_resident_bytes", "Memory of sandboxed processes together.", [
      "kind",
    ]),
    processStarts: gauge(registers, "parlance_child_starts_total", "Sandboxed processes started.", ["kind"]),
    processDeaths: gauge(registers, "parlance_child_deaths_total", "Sandboxed processes that ended unasked.", ["kind"]),
    loopBlocks: counter(
      "parlance_event_loop_blocks_total",
      "Times the event loop stood still for longer than a second.",
      [],
    ),
    loopLongest,
    logsDropped,
    pluginFaults: counter("parlance_plugin_faults_total", "Faults of plugins.", ["kind"]),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

const gauge = <Label extends string>(registers: Registry[], name: string, help: string, labelNames: Label[]) =>
  new Gauge({ name, help, labelNames, registers });
