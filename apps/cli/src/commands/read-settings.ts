import { loadLayers, problemText, type SettingProblem, Settings } from "@parlance/server";
import { CliError } from "../cli-error.ts";
import type { CliIo } from "../cli-io.ts";
import { EXIT } from "../exit-codes.ts";
import { layerSources, type ServeOptions } from "./serve-options.ts";

/** The settings a server would start with. Warnings go to standard error; what cannot be right ends the command. */
export async function readSettings(options: ServeOptions, io: CliIo): Promise<Settings> {
  const { layers, path } = await loadLayers(layerSources(options, io.env));
  const problems = layers.flatMap((layer) => layer.problems);
  for (const problem of problems.filter(({ isWarning }) => isWarning === true)) warnOf(problem, io);
  const wrong = problems.filter(({ isWarning }) => isWarning !== true);
  if (wrong.length > 0) throw wrongSettings(wrong);
  const pluginEnvironment = Object.fromEntries(
    Object.entries(io.env).flatMap(([name, value]) =>
      value !== undefined && name.startsWith("PARLANCE_PLUGIN_") ? [[name, value]] : [],
    ),
  );
  return new Settings(layers, { pluginEnvironment }, path);
}

const warnOf = (problem: SettingProblem, io: CliIo): void =>
  io.warn(`${io.warnPaint("yellow", "warning:")} ${problemText(problem)}\n`);

export const wrongSettings = (problems: readonly SettingProblem[]): CliError =>
  new CliError(
    EXIT.usage,
    problems.map(problemText).join("\n       "),
    "parlance config check tells all that is wrong with the settings without starting.",
  );
