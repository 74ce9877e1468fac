import { createSourceProcesses, type SourceProcesses } from "@parlance/connectors";

/** The processes that reach sources, each over judged addresses only. */
export const openSourceProcesses = (allowedNetworks: readonly string[]): SourceProcesses =>
  createSourceProcesses({ allowedNetworks });
