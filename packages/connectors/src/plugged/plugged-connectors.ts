import { pathToFileURL } from "node:url";
import {
  AppError,
  defineRemoteConnector,
  LIVE_DIALECTS,
  type LiveConnector,
  type RemoteConnector,
  type RemoteNeeds,
} from "@parlance/core";
import { z } from "zod";
import { PluggedDriver } from "./plugged-driver.ts";
import { pluginTrouble } from "./plugin-trouble.ts";

/** A plugin, for the source process that asks its sources. */
export interface PluggedModule {
  /** Whole path of its module. */
  readonly file: string;
  readonly id: string;
  readonly settings: Readonly<Record<string, string>>;
}

type Config = Readonly<Record<string, string>>;

/** Its live connectors, in the same form as the built-in ones and served by the same process. */
export async function loadPlugged({
  file,
  id,
  settings,
}: PluggedModule): Promise<Readonly<Record<string, RemoteConnector>>> {
  const { default: plugin } = await import(pathToFileURL(file).href);
  // Its thread has shown what it is before any source of it could be made.
  const connectors: readonly (LiveConnector & { readonly reach?: string })[] = plugin.connectors ?? [];
  const live = connectors.filter(({ reach, dialect }) => reach === "live" && LIVE_DIALECTS.includes(dialect));
  return Object.fromEntries(live.map((connector) => [`${id}-${connector.id}`, plugged(connector, settings)]));
}

const plugged = (connector: LiveConnector, settings: Config): RemoteConnector => {
  const { id, dialect } = connector;
  const needsOf = (needs: RemoteNeeds, signal: AbortSignal = new AbortController().signal) => ({
    ...needs,
    settings,
    signal,
  });
  return defineRemoteConnector<Config>({
    id,
    label: id,
    dialect,
    reach: "remote",
    config: z.record(z.string(), z.string()),
    capabilities: { canEstimate: false, canCancel: true, isLocal: false },
    async open(config, needs, signal) {
      try {
        return new PluggedDriver(dialect, await connector.open(config, needsOf(needs, signal)));
      } catch (error) {
        throw pluginTrouble(error, "SOURCE_UNREACHABLE");
      }
    },
    async probe(config, needs, report, signal) {
      report({ id: "connect", state: "running", message: "Asking the plugin." });
      try {
        await connector.probe(config, needsOf(needs, signal));
      } catch (error) {
        // Thrown for the person who typed the fields, so it is no fault.
        throw error instanceof Error && !(error instanceof AppError)
          ? new AppError("SOURCE_UNREACHABLE", { message: error.message, cause: error })
          : error;
      }
      report({ id: "connect", state: "done", message: "The plugin reached it." });
    },
    // Known under the one config that every plugin's connector has.
  }) as RemoteConnector;
};
