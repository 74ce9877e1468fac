import { defineRemoteConnector } from "@parlance/core";
import { readTrinoUrl, trinoConfig } from "./config.ts";
import { TRINO_DIALECT } from "./dialect.ts";

export const trino = defineRemoteConnector({
  id: "trino",
  label: "Trino",
  dialect: TRINO_DIALECT,
  reach: "remote",
  config: trinoConfig,
  capabilities: { canEstimate: true, canCancel: true, isLocal: false },
  open: async (...call) => (await import("./driver.ts")).openTrino(...call),
  probe: async (...call) => (await import("./driver.ts")).probeTrino(...call),
  readFields: readTrinoUrl,
});
