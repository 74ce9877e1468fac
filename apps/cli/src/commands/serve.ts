import { loadLayers, problemText, Settings, startServer } from "@parlance/server";
import { CliError } from "../cli-error.ts";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explainStart } from "./explain-start.ts";
import { layerSources, type ServeOptions } from "./serve-options.ts";

/** Runs until it is told to stop. */
export async function serve(options: ServeOptions, io: CliIo, signal: AbortSignal): Promise<ExitCode> {
  const settings = await readSettings(options, io);
  const server = await start(settings);
  await io.write(welcome(server.url, settings.current().isDemoEnabled, io));
  await untilAborted(signal);
  await server.close();
  return EXIT.answered;
}

async function readSettings(options: ServeOptions, io: CliIo): Promise<Settings> {
  const { layers, path } = await loadLayers(layerSources(options, io.env));
  const problems = layers.flatMap((layer) => layer.problems);
  for (const problem of problems.filter(({ isWarning }) => isWarning === true)) {
    io.warn(`${io.warnPaint("yellow", "warning:")} ${problemText(problem)}\n`);
  }
  const wrong = problems.filter(({ isWarning }) => isWarning !== true);
  if (wrong.length > 0) {
    throw new CliError(
      EXIT.usage,
      wrong.map(problemText).join("\n       "),
      "parlance config check looks at settings without starting.",
    );
  }
  return new Settings(layers, {}, path);
}

async function start(settings: Settings) {
  try {
    return await startServer(settings);
  } catch (error) {
    throw explainStart(error, settings.current());
  }
}

const THINGS_TO_TRY = [
  'Ask a demo team: "Show me revenue per month" in Sales',
  "Drop a CSV or Excel file on the page and ask about it",
  'Without the page: npx parlance ask sales.csv "average amount by region"',
] as const;

function welcome(url: string, hasDemo: boolean, io: CliIo): string {
  const things = hasDemo ? THINGS_TO_TRY : THINGS_TO_TRY.slice(1);
  const lines = things.map((thing, i) => `  ${i + 1}  ${thing}`);
  return `\n${io.paint("bold", "Parlance is ready:")} ${io.paint("cyan", url)}\n\nThings to try:\n${lines.join("\n")}\n\n${io.paint("dim", "Stop with Ctrl+C.")}\n`;
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => (signal.aborted ? done() : signal.addEventListener("abort", () => done(), { once: true })));
