export type { FilesConfig } from "./files/config.ts";
export type { FilesNeeds, StoredFiles } from "./files/driver.ts";
export { createOutbound, type OutboundOptions } from "./outbound/outbound.ts";
export { CONNECTORS, type ConnectorId } from "./registry.ts";
