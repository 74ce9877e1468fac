import type { Clock } from "@parlance/core";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { LoadedPlugin } from "../../plugging/loaded-plugin.ts";
import { hooksOf } from "../../plugging/manifest.ts";
import type { PluginStateStore } from "../../plugging/plugin-state-store.ts";
import { BY_HAND, type Plugins } from "../../plugging/plugins.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { Channel } from "../../sharing/shared-state.ts";
import { assertCanManagePlugins } from "./policy.ts";
import type { PluginBody } from "./schema.ts";

export interface PluginServiceNeeds {
  readonly clock: Clock;
  readonly plugins: Plugins;
  readonly store: PluginStateStore;
  readonly audit: AuditTrail;
  readonly channel: Channel;
}

/** The topic on which instances tell each other that a plugin was switched off, and why, or on: no reason. */
export const PLUGIN_STATE = "plugins";

export class PluginService {
  readonly #needs: PluginServiceNeeds;
  readonly #unfollow: () => void;

  constructor(needs: PluginServiceNeeds) {
    this.#needs = needs;
    this.#unfollow = needs.channel.subscribe(PLUGIN_STATE, ({ id, reason }) => {
      const plugin = needs.plugins.all.find((one) => one.id === id);
      if (reason === null && plugin?.state === "disabled") void plugin.enable();
      if (reason !== null && plugin?.state === "running") void plugin.disable(String(reason));
    });
  }

  close(): void {
    this.#unfollow();
  }

  list(identity: Identity): readonly PluginBody[] {
    assertCanManagePlugins(identity);
    return this.#needs.plugins.all.map(toBody);
  }

  /** Errors: PLUGIN_NOT_FOUND. One that does not come up says so in its state. */
  async change(identity: Identity, id: string, isEnabled: boolean): Promise<PluginBody> {
    assertCanManagePlugins(identity);
    const { plugins, store, audit, clock, channel } = this.#needs;
    const plugin = plugins.find(id);
    const reason = isEnabled ? null : BY_HAND;
    await store.set(plugin.id, reason, new Date(clock.now()));
    if (isEnabled) await plugin.enable();
    else await plugin.disable(BY_HAND);
    await channel.publish(PLUGIN_STATE, { id: plugin.id, reason });
    const action = isEnabled ? "plugin.enable" : "plugin.disable";
    audit.record({ action, identity, target: { type: "plugin", id: plugin.id }, outcome: "done" });
    return toBody(plugin);
  }
}

const toBody = (plugin: LoadedPlugin): PluginBody => {
  const { id, manifest, place, state, reason, faultCount, faults } = plugin;
  return {
    id,
    label: manifest?.label ?? id,
    description: manifest?.description ?? "",
    place,
    state,
    reason,
    hooks: manifest === undefined ? [] : [...hooksOf(manifest)],
    faultCount,
    faults: faults.map(({ at, kind, message }) => ({ at: new Date(at).toISOString(), kind, message })),
  };
};
