import { defineRemoteConnector } from "@parlance/core";
import { mysqlConfig, readMysqlUrl } from "./config.ts";
import { MYSQL_DIALECT } from "./dialect.ts";

export const mysql = defineRemoteConnector({
  id: "mysql",
  label: "MySQL or MariaDB",
  dialect: MYSQL_DIALECT,
  reach: "remote",
  config: mysqlConfig,
  capabilities: { canEstimate: true, canCancel: true, isLocal: false },
  open: async (...call) => (await import("./driver.ts")).openMysql(...call),
  probe: async (...call) => (await import("./driver.ts")).probeMysql(...call),
  readFields: readMysqlUrl,
});
