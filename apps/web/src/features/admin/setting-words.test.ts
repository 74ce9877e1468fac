import { expect, test } from "vitest";
import type { Setting } from "./api/configuration.ts";
import { sectionsOf, shownValue, typedValue, valueText } from "./setting-words.ts";

const setting = (key: string, more: Partial<Setting> = {}): Setting => ({
  key,
  env: `PARLANCE_${key.toUpperCase().replace(".", "_")}`,
  description: "",
  kind: "text",
  unit: null,
  choices: [],
  isSecret: false,
  isLive: true,
  isSet: false,
  value: null,
  default: null,
  origin: "default",
  place: null,
  underneath: { origin: "default", value: null },
  isRestartNeeded: false,
  changedBy: null,
  changedAt: null,
  ...more,
});

test.each<[string, Setting["value"], string]>([
  ["nothing", null, "not set"],
  ["a switch", true, "yes"],
  ["an empty list", [], "none"],
  ["a list", ["a", "b"], "a, b"],
  ["a number", 5, "5"],
])("%s is read", (_name, value, text) => expect(valueText(value)).toBe(text));

test("of a secret only whether there is one is shown", () => {
  expect(shownValue(setting("models.apiKey", { isSecret: true, isSet: true }))).toBe("set");
});

test.each<[Setting["kind"], string, unknown]>([
  ["number", " 12 ", 12],
  ["number", "30 s", "30 s"],
  ["list", "a, b\nc", ["a", "b", "c"]],
  ["list", " ", []],
  ["text", " x ", "x"],
])("a field of kind %s with %j is %j", (kind, text, value) => expect(typedValue({ kind }, text)).toEqual(value));

test("settings are found by every word, by key, variable or meaning", () => {
  const all = [setting("mail.host"), setting("models.model", { description: "Name of the language model." })];
  expect(sectionsOf(all, "")).toHaveLength(2);
  expect(sectionsOf(all, "LANGUAGE name").map(({ name }) => name)).toEqual(["models"]);
  expect(sectionsOf(all, "parlance_mail")).toHaveLength(1);
  expect(sectionsOf(all, "mail model")).toEqual([]);
});
