import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileLayer } from "../configuration/file-layer.ts";
import { KNOWN_SETTINGS } from "../configuration/known-settings.ts";
import { serverOptions } from "../server-options.ts";
import { configurationPage } from "./configuration-page.ts";

/** Options that only programs give. */
const OF_PROGRAMS = ["modelEnvironment", "pluginEnvironment", "webDir"];

test("docs/configuration.md is what the schema says; write-configuration-page.ts writes it anew", async () => {
  const page = await readFile(new URL("../../../../docs/configuration.md", import.meta.url), "utf8");
  expect(page).toBe(configurationPage());
});

test("every option of the server is a setting, unless only programs give it", () => {
  const known = KNOWN_SETTINGS.map(({ name }) => String(name));
  expect(
    Object.keys(serverOptions.shape)
      .filter((name) => !known.includes(name))
      .sort(),
  ).toEqual(OF_PROGRAMS);
});

test("no two settings share a key or a variable, and each says what it means", () => {
  for (const names of [KNOWN_SETTINGS.map(({ key }) => key), KNOWN_SETTINGS.map(({ env }) => env)]) {
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  }
  expect(KNOWN_SETTINGS.filter(({ description }) => !/[.!]$/.test(description)).map(({ key }) => key)).toEqual([]);
  expect(KNOWN_SETTINGS.filter(({ key }) => !/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/.test(key))).toEqual([]);
});

test("the example of the page has no fault", async () => {
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(configurationPage()) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "parlance-example-"));
  await writeFile(join(folder, "parlance.yaml"), example.replace("/run/secrets/model-key", "model-key"));
  await writeFile(join(folder, "model-key"), "sk-1");
  const { problems, values } = await fileLayer(join(folder, "parlance.yaml"));
  await rm(folder, { recursive: true });
  expect(problems).toEqual([]);
  expect(values.size).toBe(7);
});
