import { isAppError } from "@parlance/core";
import { findPrlimit } from "@parlance/worker";
import { environmentModel, operatorsDisclosure } from "../modelling/environment-model.ts";
import { modelEnvironmentOf } from "../modelling/model-settings.ts";
import type { LoadedLayers } from "./load-layers.ts";
import { ConfigurationError, type SettingProblem } from "./setting-problem.ts";
import { Settings } from "./settings.ts";
import { unsafeSettings } from "./unsafe-settings.ts";

/** Everything that is wrong with settings, at once; nothing is started, written or connected to. */
export async function checkSettings({ layers, path }: LoadedLayers): Promise<readonly SettingProblem[]> {
  const found = layers.flatMap(({ problems }) => problems);
  // What cannot be read is told already; the rest is looked at as if it were not there.
  const readable = layers.map((layer) => ({ ...layer, problems: [] }));
  const settings = new Settings(readable, {}, path);
  return [...found, ...unsafeSettings(settings, thisMachine()), ...(await modelProblems(settings))];
}

/** Throws ConfigurationError where the server must not start. */
export function refuseUnsafe(settings: Settings): void {
  const wrong = unsafeSettings(settings, thisMachine()).filter(({ isWarning }) => isWarning !== true);
  if (wrong.length > 0) throw new ConfigurationError(wrong);
}

const thisMachine = () => ({ hasMemoryLimit: findPrlimit() !== null });

async function modelProblems(settings: Settings): Promise<readonly SettingProblem[]> {
  const { llmTrace: _untouched, ...options } = settings.current();
  const environment = modelEnvironmentOf(options);
  try {
    operatorsDisclosure(environment);
    const calling = { clock: { now: Date.now }, random: Math.random };
    await environmentModel(environment, calling, () => import("@parlance/models"));
    return [];
  } catch (error) {
    if (!isAppError(error)) throw error;
    const place = settings.inForce("llmProvider")?.place ?? settings.inForce("llmBaseUrl")?.place ?? "models";
    return [{ place, key: "models.provider", message: error.message }];
  }
}
