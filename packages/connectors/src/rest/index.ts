import { defineSyncedConnector } from "@parlance/core";
import { readRestUrl, restConfig } from "./config.ts";

export const rest = defineSyncedConnector({
  id: "rest",
  label: "REST / JSON API",
  dialect: "duckdb",
  reach: "synced",
  config: restConfig,
  capabilities: { canEstimate: false, canCancel: true, isLocal: true },
  pull: async (...call) => (await import("./driver.ts")).pullRest(...call),
  probe: async (...call) => (await import("./driver.ts")).probeRest(...call),
  readFields: readRestUrl,
});
