import { defineRemoteConnector } from "@parlance/core";
import { bigqueryConfig, readBigqueryUrl } from "./config.ts";
import { BIGQUERY_DIALECT } from "./dialect.ts";

export const bigquery = defineRemoteConnector({
  id: "bigquery",
  label: "BigQuery",
  dialect: BIGQUERY_DIALECT,
  reach: "remote",
  config: bigqueryConfig,
  capabilities: { canEstimate: true, canCancel: true, isLocal: false },
  open: async (...call) => (await import("./driver.ts")).openBigquery(...call),
  probe: async (...call) => (await import("./driver.ts")).probeBigquery(...call),
  readFields: readBigqueryUrl,
});
