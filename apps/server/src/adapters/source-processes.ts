import { createSourceProcesses, type SourceProcesses, type SourceProcessOptions } from "@parlance/connectors";

/** The processes that reach sources, each over judged addresses only. */
export const openSourceProcesses = (
  allowedNetworks: readonly string[],
  options: Omit<SourceProcessOptions, "allowedNetworks"> = {},
): SourceProcesses => createSourceProcesses({ ...options, allowedNetworks });
