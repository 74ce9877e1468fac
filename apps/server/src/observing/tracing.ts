import type { IncomingHttpHeaders } from "node:http";

export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** Spans of one server. Loaded only where traces are wanted; see otlp-tracing.ts. */
export interface Tracing {
  /** Does work within a span beneath the one that is open here. */
  around<T>(name: string, facts: SpanFacts, run: () => Promise<T>): Promise<T>;
  /** Opens the span of a request, beneath the caller's where its traceparent says so, and goes on within it. */
  enter(name: string, headers: IncomingHttpHeaders, facts: SpanFacts, goOn: () => void): RequestSpan;
  /** Sends what is left. */
  close(): Promise<void>;
}

export interface RequestSpan {
  readonly traceId: string;
  end(facts: SpanFacts, isFailed: boolean): void;
}
