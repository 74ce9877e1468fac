import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, defineSyncedConnector, type PulledTable, type SyncedConnector } from "@parlance/core";
import { z } from "zod";
import type { PullTarget, SourceProcesses } from "../connecting/source-processes.ts";
import type { LoadedPlugin } from "./loaded-plugin.ts";
import { PluginFault } from "./plugin-fault.ts";
import { schemaOfFields } from "./plugin-fields.ts";
import type { Plugins } from "./plugins.ts";

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
  readonly registry: Readonly<Record<string, SyncedConnector>>;
  /** The same processes; connections of plugins go to their plugin instead. */
  around(processes: SourceProcesses): SourceProcesses;
}

/** Kinds of source that plugins bring. Their work is done in the plugin's thread and copied by a sync like any other. */
export function pluginConnectors(plugins: Plugins): PluginConnectors {
  const places = new Map<string, PluginConnection>();
  const registry: Record<string, SyncedConnector> = {};
  for (const plugin of plugins.all) {
    for (const { id, label, fields } of plugin.manifest?.connectors ?? []) {
      const name = `${plugin.id}-${id}`;
      places.set(name, { plugin, id });
      registry[name] = defineSyncedConnector({
        id: name,
        label,
        dialect: "duckdb",
        reach: "synced",
        config: schemaOfFields(fields),
        capabilities: { canEstimate: false, canCancel: false, isLocal: true },
        // `around` answers for both; nobody else opens a plugin's connection.
        pull: () => Promise.reject(new AppError("PLUGIN_FAILED")),
        probe: () => Promise.reject(new AppError("PLUGIN_FAILED")),
      }) as SyncedConnector;
    }
  }
  return {
    registry,
    around: (processes) => ({
      ...processes,
      open: (...call) => processes.open(...call),
      async probe(target, report, signal) {
        const place = places.get(target.connector);
        if (place === undefined) return processes.probe(target, report, signal);
        report({ id: "connect", state: "running", message: "Asking the plugin." });
        await call(place, "probe", target.config, PROBE_WITHIN_MS);
        report({ id: "connect", state: "done", message: "The plugin reached it." });
      },
      async pull(target, onProgress, signal) {
        const place = places.get(target.connector);
        if (place === undefined) return processes.pull(target, onProgress, signal);
        return keep(place, target, onProgress);
      },
      release: (workspaceId) => processes.release(workspaceId),
      close: () => processes.close(),
    }),
  };
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

/** A connector throws for a source that does not answer as well; that is told to the person, in the plugin's words. */
async function call(
  { plugin, id }: PluginConnection,
  method: string,
  config: unknown,
  withinMs: number,
): Promise<unknown> {
  try {
    return await plugin.call(method, [id, config], withinMs);
  } catch (error) {
    if (!(error instanceof PluginFault)) throw error;
    throw new AppError("PLUGIN_FAILED", { message: error.message, cause: error });
  }
}
