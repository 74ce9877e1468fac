import { ConfigurationError, type RunningServer, type Settings, startServer } from "@parlance/server";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explainStart } from "./explain-start.ts";
import { readSettings, wrongSettings } from "./read-settings.ts";
import type { ServeOptions } from "./serve-options.ts";

/** Runs until it is told to stop. */
export async function serve(options: ServeOptions, io: CliIo, signal: AbortSignal): Promise<ExitCode> {
  const settings = await readSettings(options, io);
  const server = await start(settings);
  await io.write(welcome(server, settings.current().isDemoEnabled, io));
  await untilAborted(signal);
  await server.close();
  return EXIT.answered;
}

async function start(settings: Settings) {
  try {
    return await startServer(settings);
  } catch (error) {
    if (error instanceof ConfigurationError) throw wrongSettings(error.problems);
    throw explainStart(error, settings.current());
  }
}

const THINGS_TO_TRY = [
  'Ask a demo team: "Show me revenue per month" in Sales',
  "Drop a CSV or Excel file on the page and ask about it",
  'Without the page: npx parlance ask sales.csv "average amount by region"',
] as const;

const SETUP = "To work with others, make the first account here (the link counts once, for a day):";

function welcome({ url, setupUrl }: RunningServer, hasDemo: boolean, io: CliIo): string {
  const things = hasDemo ? THINGS_TO_TRY : THINGS_TO_TRY.slice(1);
  const lines = things.map((thing, i) => `  ${i + 1}  ${thing}`);
  const setup = setupUrl === null ? "" : `${io.paint("bold", SETUP)}\n  ${io.paint("cyan", setupUrl)}\n\n`;
  return `\n${io.paint("bold", "Parlance is ready:")} ${io.paint("cyan", url)}\n\nThings to try:\n${lines.join("\n")}\n\n${setup}${io.paint("dim", "Stop with Ctrl+C.")}\n`;
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => (signal.aborted ? done() : signal.addEventListener("abort", () => done(), { once: true })));
