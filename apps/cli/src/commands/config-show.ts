import { type SettingInForce, settingText } from "@parlance/server";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readSettings } from "./read-settings.ts";
import type { ServeOptions } from "./serve-options.ts";

export interface ShowOptions extends ServeOptions {
  readonly json?: boolean;
}

/** What the server would start with, and what says so. Secrets are never printed. */
export async function configShow(options: ShowOptions, io: CliIo): Promise<ExitCode> {
  const settings = await readSettings(options, io);
  const items = settings.list();
  await io.write(options.json === true ? `${JSON.stringify(items.map(toJson), null, 2)}\n` : listed(items, io));
  return EXIT.answered;
}

const toJson = ({ setting, value, origin, place }: SettingInForce) => ({
  key: setting.key,
  env: setting.env,
  value: settingText(setting, value),
  origin,
  place,
});

const ORIGIN_WORDS = {
  default: "default",
  file: "file",
  environment: "environment",
  commandLine: "command line",
  override: "set at run time",
} as const;

function listed(items: readonly SettingInForce[], io: CliIo): string {
  const keyWidth = Math.max(...items.map(({ setting }) => setting.key.length));
  const texts = items.map(({ setting, value }) => settingText(setting, value));
  const valueWidth = Math.min(40, Math.max(...texts.map((text) => text.length)));
  const lines = items.map(({ setting, origin, place }, i) => {
    const from = origin === "default" ? io.paint("dim", "default") : `${ORIGIN_WORDS[origin]}, ${place ?? ""}`;
    return `${setting.key.padEnd(keyWidth)}  ${(texts[i] ?? "").padEnd(valueWidth)}  ${from}`;
  });
  return `${lines.join("\n")}\n`;
}
