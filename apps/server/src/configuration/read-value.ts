import type { KnownSetting } from "./known-settings.ts";
import { parseQuantity, QUANTITY_HINT } from "./quantity.ts";

export type ReadValue =
  | { readonly isRight: true; readonly value: unknown }
  | { readonly isRight: false; readonly message: string; readonly hint?: string | undefined };

const wrong = (message: string, hint?: string): ReadValue => ({ isRight: false, message, hint });

/** A value as YAML or JSON holds it, against the setting's schema. */
export function readValue(setting: KnownSetting, raw: unknown): ReadValue {
  if (setting.unit !== undefined) {
    const quantity = readQuantity(setting, raw);
    if (quantity === undefined)
      return wrong(`${setting.key} is no ${setting.unit === "ms" ? "duration" : "size"}.`, QUANTITY_HINT[setting.unit]);
    return checked(setting, quantity);
  }
  return checked(setting, raw);
}

/** A value as the environment, a file of a secret or a command line holds it: always text. */
export function readText(setting: KnownSetting, text: string): ReadValue {
  const trimmed = text.trim();
  if (setting.unit !== undefined) {
    const bare = setting.envUnit ?? (setting.unit === "bytes" ? "B" : undefined);
    const value = parseQuantity(trimmed, setting.unit, bare);
    return value === undefined ? readValue(setting, trimmed) : checked(setting, value);
  }
  switch (setting.kind) {
    case "number":
      return /^-?\d+(\.\d+)?$/.test(trimmed)
        ? checked(setting, Number(trimmed))
        : wrong(`${setting.key} is no number.`);
    case "boolean":
      return readSwitch(setting, trimmed.toLowerCase());
    case "list":
      return checked(setting, listed(trimmed));
    case "choice":
    case "text":
      return checked(setting, trimmed);
  }
}

function readQuantity({ unit }: KnownSetting, raw: unknown): number | undefined {
  if (unit === undefined) return undefined;
  if (typeof raw === "string") return parseQuantity(raw, unit);
  // A bare number of bytes is plain; one of time could be meant in any unit.
  return typeof raw === "number" ? parseQuantity(String(raw), unit, unit === "bytes" ? "B" : undefined) : undefined;
}

const ON = ["true", "yes", "on", "1"];
const OFF = ["false", "no", "off", "0"];

function readSwitch(setting: KnownSetting, text: string): ReadValue {
  if (ON.includes(text)) return checked(setting, true);
  if (OFF.includes(text)) return checked(setting, false);
  return wrong(`${setting.key} is either true or false.`);
}

/** "10.0.0.0/8, 192.168.1.5" as a list. */
const listed = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

function checked(setting: KnownSetting, value: unknown): ReadValue {
  const parsed = setting.schema.safeParse(value);
  if (parsed.success) return { isRight: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const [choice] = setting.choices;
  if (choice !== undefined) return wrong(`${setting.key} is one of ${setting.choices.join(", ")}.`);
  const at = issue?.path.length ? ` (item ${Number(issue.path[0]) + 1})` : "";
  return wrong(`${setting.key}${at}: ${issue?.message ?? "not valid"}.`.replace(/\.\.$/, "."));
}
