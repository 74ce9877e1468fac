import type { Clock } from "@parlance/core";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { LoadedPlugin } from "../../plugging/loaded-plugin.ts";
import { hooksOf } from "../../plugging/manifest.ts";
import type { PluginStateStore } from "../../plugging/plugin-state-store.ts";
import { BY_HAND, type Plugins } from "../../plugging/plugins.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertCanManagePlugins } from "./policy.ts";
import type { PluginBody } from "./schema.ts";

export interface PluginServiceNeeds {
  readonly clock: Clock;
  readonly plugins: Plugins;
  readonly store: PluginStateStore;
  readonly audit: AuditTrail;
}

export class PluginService {
  readonly #needs: PluginServiceNeeds;

  constructor(needs: PluginServiceNeeds) {
    this.#needs = needs;
  }

  list(identity: Identity): readonly PluginBody[] {
    assertCanManagePlugins(identity);
    return this.#needs.plugins.all.map(toBody);
  }

  /** Errors: PLUGIN_NOT_FOUND. One that does not come up says so in its state. */
  async change(identity: Identity, id: string, isEnabled: boolean): Promise<PluginBody> {
    assertCanManagePlugins(identity);
    const { plugins, store, audit, clock } = this.#needs;
    const plugin = plugins.find(id);
    await store.set(plugin.id, isEnabled ? null : BY_HAND, new Date(clock.now()));
    if (isEnabled) await plugin.enable();
    else await plugin.disable(BY_HAND);
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
