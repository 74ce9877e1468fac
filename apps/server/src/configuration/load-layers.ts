import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ServerOptionsInput } from "../server-options.ts";
import { type Environment, environmentLayer } from "./environment-layer.ts";
import { fileLayer } from "./file-layer.ts";
import { flagsLayer } from "./flags-layer.ts";
import type { SettingName } from "./known-settings.ts";
import { emptyLayer, type Layer } from "./layer.ts";

export const CONFIG_FILE = "parlance.yaml";
const DATA_DIR = ".parlance";

export interface LayerSources {
  readonly env: Environment;
  readonly flags: Partial<ServerOptionsInput>;
  /** The options as they were typed. */
  readonly places?: Partial<Record<SettingName, string>>;
  /** --config */
  readonly configPath?: string | undefined;
}

export interface LoadedLayers {
  readonly layers: readonly Layer[];
  /** The file that was read; null where there is none. */
  readonly path: string | null;
}

/** Everything that is said about this server before its product database is open. */
export async function loadLayers({ env, flags, places, configPath }: LayerSources): Promise<LoadedLayers> {
  const environment = environmentLayer(env);
  const path = configFile(configPath ?? (env.PARLANCE_CONFIG?.trim() || undefined), dataDirOf(flags, environment));
  const file = path === null ? emptyLayer("file") : await fileLayer(path);
  return { layers: [file, environment, flagsLayer(flags, places)], path };
}

/** A file that was named must be there; one beside the data folder may. */
function configFile(named: string | undefined, dataDir: string): string | null {
  if (named !== undefined) return resolve(named);
  const beside = join(dirname(resolve(dataDir)), CONFIG_FILE);
  return existsSync(beside) ? beside : null;
}

function dataDirOf(flags: Partial<ServerOptionsInput>, environment: Layer): string {
  const placed = environment.values.get("dataDir")?.value;
  return flags.dataDir ?? (typeof placed === "string" ? placed : DATA_DIR);
}
