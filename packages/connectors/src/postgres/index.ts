import { defineRemoteConnector } from "@parlance/core";
import { postgresConfig, readPostgresUrl } from "./config.ts";
import { POSTGRES_DIALECT } from "./dialect.ts";

export const postgres = defineRemoteConnector({
  id: "postgres",
  label: "PostgreSQL",
  dialect: POSTGRES_DIALECT,
  reach: "remote",
  config: postgresConfig,
  capabilities: { canEstimate: true, canCancel: true, isLocal: false },
  open: async (...call) => (await import("./driver.ts")).openPostgres(...call),
  probe: async (...call) => (await import("./probe.ts")).probePostgres(...call),
  readFields: readPostgresUrl,
});
