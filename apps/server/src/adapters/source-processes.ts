import { CONNECTORS, createOutbound } from "@parlance/connectors";
import { AppError } from "@parlance/core";
import { KnownConnectors } from "../connecting/known-connectors.ts";
import type { SourceProcesses } from "../connecting/source-processes.ts";

/** Reaches sources over judged addresses only. */
export function openSourceProcesses(allowedNetworks: readonly string[]): SourceProcesses {
  const outbound = createOutbound({ allowedNetworks });
  const connectors = new KnownConnectors(CONNECTORS);
  return {
    async open({ connector }) {
      throw new AppError("CONNECTOR_NOT_FOUND", { details: { connector } });
    },
    probe: ({ connector, config }, report, signal) =>
      connectors.find(connector).connector.probe(config, { outbound }, report, signal),
    async pull({ connector: id, config, folder }, onProgress, signal) {
      const { connector } = connectors.find(id);
      if (connector.reach !== "synced") throw new AppError("CONNECTOR_NOT_FOUND");
      return connector.pull(config, { outbound, folder, onProgress }, signal);
    },
    close: async () => undefined,
  };
}
