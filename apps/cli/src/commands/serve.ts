import { resolve } from "node:path";
import { startServer } from "@parlance/server";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explainStart } from "./explain-start.ts";
import { conversationLifetime } from "./kept-days.ts";
import type { ServeOptions } from "./serve-options.ts";

/** Runs until it is told to stop. */
export async function serve(options: ServeOptions, io: CliIo, signal: AbortSignal): Promise<ExitCode> {
  const server = await start(options);
  await io.write(welcome(server.url, options.demo, io));
  await untilAborted(signal);
  await server.close();
  return EXIT.answered;
}

async function start(options: ServeOptions) {
  try {
    return await startServer({
      port: options.port,
      host: options.host,
      dataDir: resolve(options.dataDir),
      isDemoEnabled: options.demo,
      logLevel: "warn",
      allowedNetworks: [...options.allowNetwork, ...listed(process.env.PARLANCE_ALLOWED_NETWORKS)],
      secretKey: process.env.PARLANCE_SECRET_KEY,
      ...conversationLifetime(process.env.PARLANCE_CONVERSATION_DAYS),
      modelEnvironment: settingsNamed(["PARLANCE_LLM_", "PARLANCE_EMBEDDING_", "PARLANCE_ONNX_"]),
    });
  } catch (error) {
    throw explainStart(error, options);
  }
}

const settingsNamed = (prefixes: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && prefixes.some((prefix) => name.startsWith(prefix)) ? [[name, value]] : [],
    ),
  );

/** "10.0.0.0/8, 192.168.1.5" as a list. */
const listed = (text = ""): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

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
