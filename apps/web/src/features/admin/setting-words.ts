import type { Setting } from "./api/configuration.ts";

export const ORIGIN_WORDS: Readonly<Record<Setting["origin"], string>> = {
  default: "Default",
  file: "File",
  environment: "Environment",
  commandLine: "Command line",
  override: "Set here",
};

/** A value as one reads it in a sentence. */
export function valueText(value: Setting["value"]): string {
  if (value === null || value === "") return "not set";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return String(value);
}

/** Of a secret only whether there is one. */
export const shownValue = ({ isSecret, isSet, value }: Setting): string =>
  isSecret ? (isSet ? "set" : "not set") : valueText(value);

/** What the text of a field stands for. An empty list is a value; other empty texts are not. */
export function typedValue({ kind }: Pick<Setting, "kind">, text: string): string | number | string[] {
  if (kind === "list") {
    return text
      .split(/[\n,]/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  }
  const trimmed = text.trim();
  return kind === "number" && /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
}

export interface SettingSection {
  readonly name: string;
  readonly settings: readonly Setting[];
}

/** Settings that fit every word that was typed, by section, in the order of the schema. */
export function sectionsOf(settings: readonly Setting[], search: string): readonly SettingSection[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = settings.filter(({ key, env, description }) => {
    const text = `${key} ${env} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const names = [...new Set(fitting.map(sectionName))];
  return names.map((name) => ({ name, settings: fitting.filter((setting) => sectionName(setting) === name) }));
}

const sectionName = ({ key }: Setting): string => key.split(".")[0] ?? key;
