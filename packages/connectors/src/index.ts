export type { FilesConfig } from "./files/config.ts";
export type { FilesNeeds, StoredFiles } from "./files/driver.ts";
export { createOutbound, type OutboundOptions } from "./outbound/outbound.ts";
export type { SourceProcessOptions } from "./process/source-host.ts";
export {
  createSourceProcesses,
  type OpenRequest,
  type ProbeRequest,
  type PullRequest,
  type SourceProcesses,
} from "./process/source-processes.ts";
export { CONNECTORS, type ConnectorId } from "./registry.ts";
