import { createSourceProcesses } from "@parlance/connectors";
import type { SourceProcesses } from "../connecting/source-processes.ts";

/** The processes that reach sources, each over judged addresses only. */
export const openSourceProcesses = (allowedNetworks: readonly string[]): SourceProcesses =>
  createSourceProcesses({ allowedNetworks });
