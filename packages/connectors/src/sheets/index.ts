import { defineSyncedConnector } from "@parlance/core";
import { readSheetsUrl, sheetsConfig } from "./config.ts";

export const sheets = defineSyncedConnector({
  id: "sheets",
  label: "Google Sheets",
  dialect: "duckdb",
  reach: "synced",
  config: sheetsConfig,
  capabilities: { canEstimate: false, canCancel: true, isLocal: true },
  pull: async (...call) => (await import("./driver.ts")).pullSheets(...call),
  probe: async (...call) => (await import("./driver.ts")).probeSheets(...call),
  readFields: readSheetsUrl,
});
