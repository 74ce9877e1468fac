import type { ServerOptionsInput } from "../server-options.ts";
import { KNOWN_SETTINGS, type SettingName } from "./known-settings.ts";
import type { Layer, PlacedValue } from "./layer.ts";
import { readValue } from "./read-value.ts";
import type { SettingProblem } from "./setting-problem.ts";

const GIVEN = "given at the start";

/** What the command line says, or a program that starts a server; `places` names the options as they were typed. */
export function flagsLayer(
  given: Partial<ServerOptionsInput>,
  places: Partial<Record<SettingName, string>> = {},
): Layer {
  const values = new Map<SettingName, PlacedValue>();
  const problems: SettingProblem[] = [];
  for (const setting of KNOWN_SETTINGS) {
    const raw = given[setting.name];
    if (raw === undefined) continue;
    const place = places[setting.name] ?? GIVEN;
    // Programs give quantities in the unit that the option's name says.
    const read = readValue({ ...setting, unit: undefined }, raw);
    if (read.isRight) values.set(setting.name, { value: read.value, place });
    else problems.push({ place, key: setting.key, message: read.message, hint: read.hint });
  }
  return { origin: "commandLine", values, problems };
}
