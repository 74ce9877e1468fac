import type { FastifyBaseLogger } from "fastify";
import { openSourceProcesses } from "../adapters/source-processes.ts";
import { LoadedPlugin } from "../plugging/loaded-plugin.ts";
import { type PluginConnectors, pluginConnectors } from "../plugging/plugin-connectors.ts";
import { pluginFile } from "../plugging/plugin-file.ts";
import { pluginRoutes } from "../plugging/plugin-routes.ts";
import { PluginStateStore } from "../plugging/plugin-state-store.ts";
import { Plugins } from "../plugging/plugins.ts";
import { pluginAdminRoutes } from "../resources/plugins/routes.ts";
import { PLUGIN_STATE, PluginService } from "../resources/plugins/service.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";

export interface ComposedPlugging extends Composed {
  close(): Promise<void>;
  readonly plugins: Plugins;
  readonly connectors: PluginConnectors;
}

const MAX_LINE = 500;

/** Code of others: loaded, watched, and switched off where it does not behave. */
export async function composePlugging(
  needs: Pick<AppNeeds, "options" | "settings" | "clock" | "database" | "observing" | "audit" | "shared">,
  log: FastifyBaseLogger,
): Promise<ComposedPlugging> {
  const { options, settings, clock, database, observing, audit, shared } = needs;
  const store = new PluginStateStore(database.db);
  const all = options.plugins.map(
    (place) =>
      new LoadedPlugin({
        place,
        folder: process.cwd(),
        settingsOf: (id) => settingsOf(id, options.pluginEnvironment),
        get limits() {
          const { pluginHookMs, pluginMaxFaults } = settings.current();
          return { hookWithinMs: pluginHookMs, maxFaults: pluginMaxFaults };
        },
        now: () => clock.now(),
        onLog: (message) => log.info({ plugin: place }, message),
        onFault({ id }, { kind, message }) {
          observing.metrics.pluginFaults.inc({ kind });
          log.warn({ plugin: id, kind, reason: message }, "a plugin failed");
        },
        onDisabled({ id }, reason) {
          log.error({ plugin: id, reason }, "a plugin was switched off");
          const target = { type: "plugin", id };
          audit.record({ action: "plugin.disable", identity: null, target, outcome: "done", detail: { reason } });
          store
            .set(id, reason, new Date(clock.now()))
            .then(() => shared.channel.publish(PLUGIN_STATE, { id, reason }))
            .catch((error: unknown) => log.error({ err: error }, "what became of a plugin could not be kept"));
        },
      }),
  );
  await Promise.all(all.map((plugin) => plugin.start()));
  const off = all.length === 0 ? new Map<string, string>() : await store.disabled();
  for (const plugin of all) {
    const reason = off.get(plugin.id);
    if (reason !== undefined) await plugin.disable(reason);
  }
  const plugins = new Plugins(all);
  const connectors = pluginConnectors(plugins, ({ id, place }, onDeath) =>
    openSourceProcesses(options.allowedNetworks, {
      plugged: {
        file: pluginFile(place, process.cwd()),
        id,
        settings: settingsOf(id, options.pluginEnvironment),
      },
      onDeath,
      onLog: (line) => log.info({ plugin: id }, line.slice(0, MAX_LINE)),
    }),
  );
  const service = new PluginService({ clock, plugins, store, audit, channel: shared.channel });
  return {
    plugins,
    async close() {
      service.close();
      await plugins.close();
    },
    connectors,
    routes(api) {
      pluginAdminRoutes(api, service);
      pluginRoutes(api, plugins);
    },
  };
}

/** PARLANCE_PLUGIN_QUIET_HOURS_FROM belongs to the plugin "quiet-hours", as FROM. */
function settingsOf(id: string, environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const prefix = `PARLANCE_PLUGIN_${id.replaceAll("-", "_").toUpperCase()}_`;
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );
}
