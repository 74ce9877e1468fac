import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AppError,
  defineRemoteConnector,
  defineSyncedConnector,
  type PulledTable,
  type RemoteConnector,
  type SyncedConnector,
} from "@parlance/core";
import { z } from "zod";
import type { PullTarget, SourceProcesses } from "../connecting/source-processes.ts";
import { LiveSources, type OpenLiveProcesses } from "./live-sources.ts";
import type { LoadedPlugin } from "./loaded-plugin.ts";
import type { ManifestConnector } from "./manifest.ts";
import { PluginFault } from "./plugin-fault.ts";
import { schemaOfFields } from "./plugin-fields.ts";
import type { Plugins } from "./plugins.ts";
import { SourceProblem } from "./source-problem.ts";

const PROBE_WITHIN_MS = 30_000;
const PULL_WITHIN_MS = 10 * 60_000;

const tables = z
  .array(
    z.object({
      name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/),
      rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    }),
  )
  .max(200);

interface PluginConnection {
  readonly plugin: LoadedPlugin;
  /** The connector's id within its plugin. */
  readonly id: string;
}

export interface PluginConnectors {
  /** Beside the built-in ones, in the same registry. */
  readonly registry: Readonly<Record<string, SyncedConnector | RemoteConnector>>;
  /** The same processes; connections of plugins go to their plugin instead. */
  around(processes: SourceProcesses): SourceProcesses;
}

/**
 * Kinds of source that plugins bring. What is copied by a sync is fetched in the plugin's thread; what is asked where it
 * is, in processes like those of the built-in kinds.
 */
export function pluginConnectors(plugins: Plugins, openLive: OpenLiveProcesses): PluginConnectors {
  const copied = new Map<string, PluginConnection>();
  const live = new Map<string, LiveSources>();
  const registry: Record<string, SyncedConnector | RemoteConnector> = {};
  for (const plugin of plugins.all) {
    const sources = hasLive(plugin) ? new LiveSources(plugin, openLive) : undefined;
    for (const connector of plugin.manifest?.connectors ?? []) {
      const name = `${plugin.id}-${connector.id}`;
      registry[name] = described(name, connector);
      if (connector.reach === "synced") copied.set(name, { plugin, id: connector.id });
      else if (sources !== undefined) live.set(name, sources);
    }
  }
  const pools = [...new Set(live.values())];
  return {
    registry,
    around: (processes) => ({
      ...processes,
      open: (target, signal) => (live.get(target.connector) ?? processes).open(target, signal),
      async probe(target, report, signal) {
        const place = copied.get(target.connector);
        if (place === undefined) return (live.get(target.connector) ?? processes).probe(target, report, signal);
        report({ id: "connect", state: "running", message: "Asking the plugin." });
        await call(place, "probe", target.config, PROBE_WITHIN_MS);
        report({ id: "connect", state: "done", message: "The plugin reached it." });
      },
      async pull(target, onProgress, signal) {
        const place = copied.get(target.connector);
        if (place === undefined) return processes.pull(target, onProgress, signal);
        return unlessStopped(keep(place, target, onProgress), signal);
      },
      async release(workspaceId) {
        await Promise.all([processes, ...pools].map((pool) => pool.release(workspaceId)));
      },
      async close() {
        await Promise.all([processes, ...pools].map((pool) => pool.close()));
      },
    }),
  };
}

const hasLive = ({ manifest }: LoadedPlugin): boolean =>
  manifest?.connectors.some(({ reach }) => reach === "live") === true;

/** `around` answers for what they do; nobody else opens a plugin's connection. */
const elsewhere = () => Promise.reject(new AppError("PLUGIN_FAILED"));

function described(id: string, connector: ManifestConnector): SyncedConnector | RemoteConnector {
  const facts = { id, label: connector.label, config: schemaOfFields(connector.fields) };
  if (connector.reach === "live") {
    return defineRemoteConnector({
      ...facts,
      dialect: connector.dialect,
      reach: "remote",
      capabilities: { canEstimate: false, canCancel: true, isLocal: false },
      open: elsewhere,
      probe: elsewhere,
      // The registry knows no configs.
    }) as RemoteConnector;
  }
  return defineSyncedConnector({
    ...facts,
    dialect: "duckdb",
    reach: "synced",
    capabilities: { canEstimate: false, canCancel: false, isLocal: true },
    pull: elsewhere,
    probe: elsewhere,
  }) as SyncedConnector;
}

async function keep(
  place: PluginConnection,
  { config, folder }: PullTarget,
  onProgress: (rows: number) => void,
): Promise<readonly PulledTable[]> {
  const read = tables.safeParse(await call(place, "pull", config, PULL_WITHIN_MS));
  if (!read.success) {
    place.plugin.countFault(new PluginFault("answered-nonsense", "what it pulled are no tables"));
    throw new AppError("PLUGIN_FAILED");
  }
  const pulled: PulledTable[] = [];
  for (const [index, { name, rows }] of read.data.entries()) {
    const path = join(folder, `${index}.ndjson`);
    await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    pulled.push({ name, path, rowCount: rows.length });
    onProgress(pulled.reduce((sum, { rowCount }) => sum + rowCount, 0));
  }
  return pulled;
}

/** A plugin is not told that nobody waits any more; what it gives then is thrown away. */
function unlessStopped<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(new AppError("QUERY_CANCELLED"));
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([work, stopped]);
}

/** What it throws is told to the person, in the plugin's words. */
async function call(
  { plugin, id }: PluginConnection,
  method: string,
  config: unknown,
  withinMs: number,
): Promise<unknown> {
  try {
    return await plugin.call(method, [id, config], withinMs);
  } catch (error) {
    if (error instanceof SourceProblem)
      throw new AppError("SOURCE_UNREACHABLE", { message: error.message, cause: error });
    if (!(error instanceof PluginFault)) throw error;
    throw new AppError("PLUGIN_FAILED", { message: error.message, cause: error });
  }
}
