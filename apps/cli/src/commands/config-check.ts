import { checkSettings, loadLayers } from "@parlance/server";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { layerSources, type ServeOptions } from "./serve-options.ts";

/** Tells everything that is wrong with the settings at once; starts and connects to nothing. */
export async function configCheck(options: ServeOptions, io: CliIo): Promise<ExitCode> {
  const loaded = await loadLayers(layerSources(options, io.env));
  const problems = await checkSettings(loaded);
  for (const { place, message, hint, isWarning } of problems) {
    const sign = isWarning ? io.paint("yellow", "warning") : io.paint("red", "error");
    await io.write(
      `${sign}  ${io.paint("bold", place)}\n       ${message}\n${hint === undefined ? "" : `       ${io.paint("dim", hint)}\n`}`,
    );
  }
  const wrong = problems.filter(({ isWarning }) => isWarning !== true).length;
  const read = loaded.path === null ? "no parlance.yaml was found" : `read ${loaded.path}`;
  const verdict = wrong === 0 ? "The settings can be used" : `${wrong} ${wrong === 1 ? "problem" : "problems"}`;
  await io.write(`${verdict}; ${read}.\n`);
  return wrong === 0 ? EXIT.answered : EXIT.usage;
}
