import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingHttpHeaders } from "node:http";
import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { isAppError } from "@parlance/core";
import { version } from "../version.ts";
import type { RequestSpan, SpanFacts, Tracing } from "./tracing.ts";

const SEND_WITHIN_MS = 5_000;
const CLOSE_WITHIN_MS = 2_000;

/** Spans sent over OTLP/HTTP to `endpoint`/v1/traces. Headers come from OTEL_EXPORTER_OTLP_HEADERS, as everywhere. */
export function openOtlpTracing(endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
    timeoutMillis: SEND_WITHIN_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": "parlance", "service.version": version }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer("parlance", version);
  // Of this server alone: several may live in one process, as they do in tests.
  const current = new AsyncLocalStorage<Context>();

  const start = (name: string, facts: SpanFacts, parent: Context, kind: SpanKind): [Span, Context] => {
    const span = tracer.startSpan(name, { kind, attributes: { ...facts } }, parent);
    return [span, trace.setSpan(parent, span)];
  };

  return {
    async around(name, facts, run) {
      const [span, context] = start(name, facts, current.getStore() ?? ROOT_CONTEXT, SpanKind.INTERNAL);
      try {
        return await current.run(context, run);
      } catch (error) {
        // The code alone: messages may name tables and values.
        const code = isAppError(error) ? error.code : "INTERNAL_ERROR";
        span.setAttribute("error.type", code);
        span.setStatus({ code: SpanStatusCode.ERROR, message: code });
        throw error;
      } finally {
        span.end();
      }
    },
    enter(name, headers, facts, goOn) {
      const [span, context] = start(name, facts, callersContext(headers), SpanKind.SERVER);
      current.run(context, goOn);
      return requestSpan(span);
    },
    close: () => {
      // A receiver that is gone must not hold up the end of the server; its spans are lost either way.
      const sent = provider.shutdown().catch(() => undefined);
      return Promise.race([sent, new Promise<void>((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref())]);
    },
  };
}

function requestSpan(span: Span): RequestSpan {
  return {
    traceId: span.spanContext().traceId,
    end(facts, isFailed) {
      span.setAttributes({ ...facts });
      if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** W3C Trace Context: version, trace, span, flags. Anything else starts a trace of its own. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

function callersContext({ traceparent }: IncomingHttpHeaders): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(String(traceparent ?? "")) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
  });
}
