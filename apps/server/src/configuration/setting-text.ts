import type { KnownSetting } from "./known-settings.ts";
import { formatQuantity } from "./quantity.ts";

export type SettingValue = string | number | boolean | readonly string[];

/** As parlance.yaml would hold it; null where there is none, and for every secret. */
export function settingValue({ isSecret, unit }: KnownSetting, value: unknown): SettingValue | null {
  if (isSecret || value === undefined || value === null) return null;
  if (unit !== undefined && typeof value === "number") return formatQuantity(value, unit);
  if (typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.map(String) : String(value);
}

/** For people: lists with commas, and of secrets whether there is one. */
export function settingText(setting: KnownSetting, value: unknown): string {
  if (value === undefined || value === null) return "not set";
  if (setting.isSecret) return "set";
  const shown = settingValue(setting, value);
  if (Array.isArray(shown)) return shown.length === 0 ? "none" : shown.join(", ");
  return String(shown);
}
