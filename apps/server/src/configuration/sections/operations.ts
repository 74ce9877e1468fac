import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

/** What whoever runs the server watches it with, and how it ends. */
export const operationsSection = {
  metricsToken: z
    .string()
    .min(16)
    .optional()
    .describe("Who reads /metrics sends it as a bearer token. Without one, only this machine may read them.")
    .register(settingFacts, {
      key: "operations.metricsToken",
      env: "PARLANCE_METRICS_TOKEN",
      isSecret: true,
      isLive: true,
    }),
  tracesEndpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("OTLP/HTTP address that traces are sent to, such as http://localhost:4318; absent: no traces are made.")
    .register(settingFacts, { key: "operations.tracesEndpoint", env: "OTEL_EXPORTER_OTLP_ENDPOINT" }),
  shutdownGraceMs: z
    .number()
    .int()
    .min(0)
    .default(10_000)
    .describe("Requests still running this long after a stop are cancelled.")
    .register(settingFacts, {
      key: "operations.shutdownGrace",
      env: "PARLANCE_SHUTDOWN_GRACE",
      unit: "ms",
      isLive: true,
    }),
};
