import type { SettingName } from "./known-settings.ts";
import type { SettingProblem } from "./setting-problem.ts";

export const ORIGINS = ["default", "file", "environment", "commandLine", "override"] as const;
export type Origin = (typeof ORIGINS)[number];

/** A value as it was found, checked against its setting's schema, and where that was. */
export interface PlacedValue {
  readonly value: unknown;
  readonly place: string;
}

/** What one origin says. Values that cannot be right are not among them; the problems tell of them. */
export interface Layer {
  readonly origin: Exclude<Origin, "default">;
  readonly values: ReadonlyMap<SettingName, PlacedValue>;
  readonly problems: readonly SettingProblem[];
}

export const emptyLayer = (origin: Layer["origin"]): Layer => ({ origin, values: new Map(), problems: [] });
