import { KNOWN_SETTINGS, type KnownSetting, settingOf } from "../../configuration/known-settings.ts";
import type { OverrideRow } from "../../configuration/override-store.ts";
import type { Overrides } from "../../configuration/overrides.ts";
import type { Settings } from "../../configuration/settings.ts";

export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

export interface OverrideStep {
  readonly before: readonly OverrideRow[];
  readonly after: readonly OverrideRow[];
  /** Keys that the change names. */
  readonly changed: ReadonlySet<string>;
  readonly settings: Settings;
  readonly overrides: Overrides;
}

/**
 * Secrets that a change would send to another address than the one they were entered for. A secret of the file or the
 * environment goes where these say; one that was entered here goes where it went when it was entered.
 */
export function strayingSecrets(step: OverrideStep): readonly FieldProblem[] {
  return KNOWN_SETTINGS.filter((setting) => setting.sentTo !== undefined && strays(setting, step)).map(({ key }) => ({
    field: key,
    problem: "Enter this again, or reset it together with the address: it was meant for another one.",
  }));
}

function strays({ key, name, sentTo = [] }: KnownSetting, step: OverrideStep): boolean {
  const has = (rows: readonly OverrideRow[]): boolean => rows.some((row) => row.key === key);
  if (has(step.after)) {
    return (
      !step.changed.has(key) &&
      sentTo.some((place) => valueIn(step.before, place, step) !== valueIn(step.after, place, step))
    );
  }
  const isSetUnderneath = step.settings.inForce(name)?.underneath.origin !== "default";
  return isSetUnderneath && sentTo.some((place) => valueIn(step.after, place, step) !== valueIn([], place, step));
}

/** What would be in force with these overrides, as text that can be compared. */
function valueIn(rows: readonly OverrideRow[], key: string, { settings, overrides }: OverrideStep): string {
  const setting = settingOf(key);
  if (setting === undefined) return "";
  const placed = overrides.toLayer(rows.filter((row) => row.key === key)).values.get(setting.name);
  const value = placed === undefined ? settings.inForce(setting.name)?.underneath.value : placed.value;
  return JSON.stringify(value ?? null);
}
