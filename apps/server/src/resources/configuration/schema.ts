import { z } from "zod";
import { ORIGINS } from "../../configuration/layer.ts";
import { keptText } from "../../wire/kept-text.ts";

const settingValue = z
  .union([keptText.max(10_000), z.number(), z.boolean(), z.array(keptText.max(1_000)).max(1_000)])
  .describe('As parlance.yaml would hold it: quantities with their unit, such as "30 s" or "2 GB".');

export const settingBody = z
  .object({
    key: z.string().describe("Its place in parlance.yaml: section.name."),
    env: z.string().describe("Its name in the environment."),
    description: z.string(),
    kind: z.enum(["text", "number", "boolean", "list", "choice"]),
    unit: z.enum(["ms", "bytes"]).nullable().describe("Written with a unit."),
    choices: z.array(z.string()),
    isSecret: z.boolean().describe("Its value is never sent."),
    isLive: z.boolean().describe("A change counts at once; others are made where the server is started."),
    isSet: z.boolean().describe("Something else than the default is in force."),
    value: settingValue.nullable().describe("What is in force; null where nothing is, and for secrets."),
    default: settingValue.nullable(),
    origin: z
      .enum(ORIGINS)
      .describe("What said so. Overrides come before the command line, and that before the environment and the file."),
    place: z.string().nullable().describe("Where it was written: a file with line and column, a variable, an option."),
    underneath: z
      .object({ origin: z.enum(ORIGINS), value: settingValue.nullable() })
      .describe("What resetting an override brings back."),
    isRestartNeeded: z.boolean().describe("It was changed since the start, and counts after the next."),
    changedBy: z.string().nullable(),
    changedAt: z.string().nullable(),
  })
  .meta({ id: "Setting" });

export const configurationBody = z
  .object({
    revision: z.number().describe("Grows with every change; send it as ETag in If-Match."),
    file: z.string().nullable().describe("Name of the parlance.yaml that was read."),
    items: z.array(settingBody),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "Configuration" });

export const configurationChange = z.strictObject({
  changes: z
    .record(z.string().max(100), settingValue.nullable())
    .refine((changes) => Object.keys(changes).length > 0, "Name a setting to change.")
    .refine((changes) => Object.keys(changes).length <= 100, "At most 100 settings at once.")
    .describe("Values by key; null resets. All of them count together or none."),
});

export const settingParameter = z.object({
  key: z.string().regex(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/, "Not the key of a setting."),
});

export type SettingBody = z.output<typeof settingBody>;
export type ConfigurationBody = z.output<typeof configurationBody>;
export type ConfigurationChange = z.output<typeof configurationChange>["changes"];
