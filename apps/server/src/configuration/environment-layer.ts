import { readFileSync } from "node:fs";
import { KNOWN_SETTINGS, type KnownSetting, type SettingName } from "./known-settings.ts";
import type { Layer, PlacedValue } from "./layer.ts";
import { nearestName } from "./near-name.ts";
import { readText } from "./read-value.ts";
import type { SettingProblem } from "./setting-problem.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Read by other programs of the product, or by the server before its settings. */
const OTHERS = ["PARLANCE_CONFIG", "PARLANCE_COOKIE"];
const OTHER_PREFIXES = ["PARLANCE_PLUGIN_", "PARLANCE_TEST_", "PARLANCE_BENCH_"];

/** PARLANCE_* settings. A secret may be in a file that PARLANCE_X_FILE names. An empty variable says nothing. */
export function environmentLayer(env: Environment): Layer {
  const values = new Map<SettingName, PlacedValue>();
  const problems: SettingProblem[] = [];
  for (const setting of KNOWN_SETTINGS) {
    const given = givenText(setting, env, problems);
    if (given === undefined) continue;
    const read = readText(setting, given.text);
    if (read.isRight) values.set(setting.name, { value: read.value, place: given.place });
    else problems.push({ place: given.place, key: setting.key, message: read.message, hint: read.hint });
  }
  problems.push(...unknownNames(env));
  return { origin: "environment", values, problems };
}

interface Given {
  readonly text: string;
  readonly place: string;
}

function givenText(setting: KnownSetting, env: Environment, problems: SettingProblem[]): Given | undefined {
  const text = env[setting.env]?.trim() ?? "";
  const pathName = `${setting.env}_FILE`;
  const path = setting.isSecret ? (env[pathName]?.trim() ?? "") : "";
  if (text !== "" && path !== "") {
    problems.push({
      place: pathName,
      key: setting.key,
      message: `${setting.env} is set as well; keep one of the two.`,
    });
    return undefined;
  }
  if (path !== "") return secretOfFile(setting, path, pathName, problems);
  return text === "" ? undefined : { text, place: setting.env };
}

function secretOfFile(
  { key }: KnownSetting,
  path: string,
  place: string,
  problems: SettingProblem[],
): Given | undefined {
  try {
    const text = readFileSync(path, "utf8").trim();
    if (text !== "") return { text, place };
    problems.push({ place, key, message: `The file "${path}" is empty.` });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    problems.push({ place, key, message: `The file "${path}" cannot be read (${String(error.code)}).` });
  }
  return undefined;
}

/** A mistyped name would otherwise be silently without effect; but other programs may use names like ours. */
function unknownNames(env: Environment): readonly SettingProblem[] {
  const known = KNOWN_SETTINGS.flatMap(({ env: name, isSecret }) => (isSecret ? [name, `${name}_FILE`] : [name]));
  const isOther = (name: string): boolean =>
    OTHERS.includes(name) || OTHER_PREFIXES.some((prefix) => name.startsWith(prefix));
  return Object.keys(env)
    .filter((name) => name.startsWith("PARLANCE_") && !known.includes(name) && !isOther(name))
    .map((name) => ({
      place: name,
      key: null,
      message: `There is no setting ${name}.`,
      hint: nearHint(name, known),
      isWarning: true,
    }));
}

export function nearHint(name: string, known: readonly string[]): string | undefined {
  const near = nearestName(name, known);
  return near === undefined ? undefined : `Did you mean ${near}?`;
}
