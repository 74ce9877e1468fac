import { basename } from "node:path";
import type { KnownSetting } from "../../configuration/known-settings.ts";
import type { OverrideRow } from "../../configuration/override-store.ts";
import { settingValue } from "../../configuration/setting-text.ts";
import { defaultOf, type SettingInForce } from "../../configuration/settings.ts";
import type { SettingBody } from "./schema.ts";

export function toWire(inForce: SettingInForce, override: OverrideRow | undefined): SettingBody {
  const { setting, value, origin, place, underneath, isRestartNeeded } = inForce;
  const { key, env, description, kind, unit, choices, isSecret, isLive } = setting;
  return {
    key,
    env,
    description,
    kind,
    unit: unit ?? null,
    choices: [...choices],
    isSecret: isSecret === true,
    isLive: isLive === true,
    isSet: origin !== "default",
    value: shown(setting, value),
    default: shown(setting, defaultOf(setting)),
    origin,
    place: place === null ? null : withoutFolder(place),
    underneath: { origin: underneath.origin, value: shown(setting, underneath.value) },
    isRestartNeeded,
    changedBy: override?.changedBy ?? null,
    changedAt: override?.changedAt.toISOString() ?? null,
  };
}

const shown = (setting: KnownSetting, value: unknown): SettingBody["value"] => {
  const plain = settingValue(setting, value);
  return typeof plain === "object" && plain !== null ? [...plain] : plain;
};

/** Where the file lies on the machine is nobody's business over the network. */
const withoutFolder = (place: string): string => (place.includes("/") ? basename(place) : place);
