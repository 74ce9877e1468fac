import { KNOWN_SETTINGS } from "../configuration/known-settings.ts";
import type { ServerOptions } from "../server-options.ts";

/** The values of this server's own secret settings, so that no log line repeats one. */
export function knownSecrets(options: ServerOptions): readonly string[] {
  const settings = KNOWN_SETTINGS.filter(({ isSecret }) => isSecret === true).map(({ name }) => options[name]);
  const ofModels = Object.entries(options.modelEnvironment ?? {}).flatMap(([name, value]) =>
    /KEY|TOKEN|SECRET|PASSWORD/.test(name) ? [value] : [],
  );
  return [...settings, ...ofModels].flatMap((value) => (typeof value === "string" ? value.split(",") : []));
}
