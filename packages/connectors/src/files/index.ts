import { defineConnector } from "@parlance/core";
import { filesConfig } from "./config.ts";
import { FILES_DIALECT } from "./dialect.ts";
import { openFiles } from "./driver.ts";

export const files = defineConnector({
  id: "files",
  label: "Uploaded files",
  dialect: FILES_DIALECT,
  config: filesConfig,
  capabilities: { canEstimate: false, canCancel: true, isLocal: true },
  open: openFiles,
});
