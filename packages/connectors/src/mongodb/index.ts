import { defineRemoteConnector } from "@parlance/core";
import { mongodbConfig, readMongodbUrl } from "./config.ts";
import { MONGODB_DIALECT } from "./dialect.ts";

export const mongodb = defineRemoteConnector({
  id: "mongodb",
  label: "MongoDB",
  dialect: MONGODB_DIALECT,
  reach: "remote",
  config: mongodbConfig,
  capabilities: { canEstimate: false, canCancel: true, isLocal: false },
  open: async (...call) => (await import("./driver.ts")).openMongodb(...call),
  probe: async (...call) => (await import("./driver.ts")).probeMongodb(...call),
  readFields: readMongodbUrl,
});
