import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environmentLayer } from "./environment-layer.ts";
import { fileLayer } from "./file-layer.ts";
import { flagsLayer } from "./flags-layer.ts";
import type { Layer } from "./layer.ts";
import { loadLayers } from "./load-layers.ts";
import { Settings, settingsOf } from "./settings.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlance-settings-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
async function yaml(text: string): Promise<string> {
  count += 1;
  const path = join(folder, `parlance-${count}.yaml`);
  await writeFile(path, text);
  return path;
}
const inForce = (settings: Settings, key: string) => settings.list().find(({ setting }) => setting.key === key);

describe("layers", () => {
  const override: Layer = {
    origin: "override",
    values: new Map([
      ["requestsPerMinute", { value: 5, place: "override" }],
      ["port", { value: 9, place: "override" }],
    ]),
    problems: [],
  };

  test.each<[string, Partial<Record<Layer["origin"], true>>, number, string]>([
    ["nothing", {}, 6000, "default"],
    ["the file", { file: true }, 2, "file"],
    ["the environment before the file", { file: true, environment: true }, 3, "environment"],
    ["the command line before both", { file: true, environment: true, commandLine: true }, 4, "commandLine"],
    ["an override before all", { file: true, environment: true, commandLine: true, override: true }, 5, "override"],
  ])("%s counts", async (_name, given, value, origin) => {
    const all = [
      await fileLayer(await yaml("limits:\n  requestsPerMinute: 2\n")),
      environmentLayer({ PARLANCE_LIMITS_REQUESTS_PER_MINUTE: "3" }),
      flagsLayer({ requestsPerMinute: 4 }),
      override,
    ];
    const settings = new Settings(all.filter((layer) => given[layer.origin] === true));
    expect(settings.current().requestsPerMinute).toBe(value);
    expect(inForce(settings, "limits.requestsPerMinute")?.origin).toBe(origin);
  });

  test("an override of a setting that is not live does nothing", () => {
    expect(new Settings([override]).current().port).toBe(3000);
  });

  test("a changed layer reaches live settings at once and leaves the others for a restart", () => {
    const settings = settingsOf({ port: 1 });
    const told: string[][] = [];
    const stop = settings.onChange((_now, changed) => told.push([...changed]));
    const before = settings.current();
    settings.replace(flagsLayer({ port: 2, requestsPerMinute: 7 }));
    expect(before.requestsPerMinute).toBe(6000);
    expect(settings.current()).toMatchObject({ port: 1, requestsPerMinute: 7 });
    expect(inForce(settings, "server.port")).toMatchObject({ value: 1, isRestartNeeded: true });
    stop();
    settings.replace(flagsLayer({ port: 2, requestsPerMinute: 8 }));
    expect(told).toEqual([["requestsPerMinute"]]);
  });
});

describe("parlance.yaml", () => {
  test("is read with units, lists and switches", async () => {
    const path = await yaml(
      "server:\n  demo: no\naccess:\n  networks: [10.0.0.0/8]\nuploads:\n  maxSize: 512 MB\n  keepFor: 2 h\n",
    );
    const { values, problems } = await fileLayer(path);
    expect(problems).toEqual([
      { place: `${path}:2:3`, key: "server.demo", message: expect.stringContaining("server.demo") },
    ]);
    expect(Object.fromEntries([...values].map(([name, { value }]) => [name, value]))).toEqual({
      allowedNetworks: ["10.0.0.0/8"],
      maxUploadBytes: 512 * 1024 ** 2,
      uploadLifetimeMs: 7_200_000,
    });
  });

  test.each<[string, string, string]>([
    ["a mistyped section", "servr:\n  port: 1\n", '1:1: There is no section "servr". Did you mean server?'],
    ["a mistyped key", "server:\n  prot: 1\n", '2:3: There is no setting "server.prot". Did you mean server.port?'],
    ["a value of another kind", "server:\n  port: many\n", "2:3: server.port: Invalid input"],
    [
      "a duration without its unit",
      "uploads:\n  keepFor: 30\n",
      "2:3: uploads.keepFor is no duration. Write a number with its unit",
    ],
    ["a choice there is not", "logging:\n  level: loud\n", "2:3: logging.level is one of silent, error"],
    ["a section that is none", "server: 3\n", '1:1: "server" is a section'],
    ["the same key twice", "server:\n  port: 1\n  port: 2\n", "3:3: Map keys must be unique"],
    ["no YAML", "server: [\n", "2:1: "],
    ["a list", "- a\n", "1:1: The file holds no sections."],
    [
      "a secret's file that is not there",
      "models:\n  apiKeyFile: ./none\n",
      '2:3: The file "./none" cannot be read (ENOENT).',
    ],
  ])("%s is a problem with its place", async (_name, text, told) => {
    const path = await yaml(text);
    const { problems, values } = await fileLayer(path);
    expect(values.size).toBe(0);
    const texts = problems.map(
      ({ place, message, hint }) => `${place}: ${message}${hint === undefined ? "" : ` ${hint}`}`,
    );
    expect(texts).toEqual([expect.stringContaining(`${path}:${told}`)]);
  });

  test("an empty file and empty sections say nothing", async () => {
    expect((await fileLayer(await yaml(""))).problems).toEqual([]);
    expect((await fileLayer(await yaml("server:\n# port: 1\n"))).problems).toEqual([]);
  });

  test("a secret is read from the file beside it", async () => {
    await writeFile(join(folder, "key.txt"), "sk-of-a-file\n");
    const { values } = await fileLayer(await yaml("models:\n  apiKeyFile: key.txt\n"));
    expect(values.get("llmApiKey")?.value).toBe("sk-of-a-file");
  });

  test("is found beside the data folder, unless another is named", async () => {
    const beside = join(folder, "home");
    const named = await yaml("server:\n  port: 4\n");
    await writeFile(join(folder, "parlance.yaml"), "server:\n  port: 5\n");
    const flags = { dataDir: beside };
    const portOf = async (more: object) =>
      new Settings((await loadLayers({ env: {}, flags, ...more })).layers).current().port;
    expect(await portOf({})).toBe(5);
    expect(await portOf({ env: { PARLANCE_CONFIG: named } })).toBe(4);
    expect(await portOf({ configPath: named, env: { PARLANCE_CONFIG: "nowhere" } })).toBe(4);
    expect(
      (await loadLayers({ env: {}, flags, configPath: join(folder, "none.yaml") })).layers[0]?.problems,
    ).toHaveLength(1);
  });
});

describe("the environment", () => {
  test.each<[string, Record<string, string>, object]>([
    ["a number", { PARLANCE_SERVER_PORT: "8080" }, { port: 8080 }],
    ["a switch", { PARLANCE_DEMO: "off" }, { isDemoEnabled: false }],
    [
      "a list",
      { PARLANCE_ALLOWED_NETWORKS: "10.0.0.0/8, 192.168.1.5" },
      { allowedNetworks: ["10.0.0.0/8", "192.168.1.5"] },
    ],
    ["days as they were always written", { PARLANCE_CONVERSATION_DAYS: "7" }, { conversationLifetimeMs: 604_800_000 }],
    ["milliseconds as they were always written", { PARLANCE_LLM_TIMEOUT_MS: "60000" }, { llmTimeoutMs: 60_000 }],
    ["a duration", { PARLANCE_UPLOADS_KEEP_FOR: "2 h" }, { uploadLifetimeMs: 7_200_000 }],
    ["nothing, where it is empty", { PARLANCE_SERVER_PORT: " " }, {}],
  ])("%s", (_name, env, options) => {
    const { values, problems } = environmentLayer(env);
    expect(problems).toEqual([]);
    expect(Object.fromEntries([...values].map(([name, { value }]) => [name, value]))).toEqual(options);
  });

  test("a secret may be in a file, but not in both places", async () => {
    const path = join(folder, "secret.txt");
    await writeFile(path, "sk-123\n");
    expect(environmentLayer({ PARLANCE_LLM_API_KEY_FILE: path }).values.get("llmApiKey")?.value).toBe("sk-123");
    const both = environmentLayer({ PARLANCE_LLM_API_KEY_FILE: path, PARLANCE_LLM_API_KEY: "sk-456" });
    expect(both.values.size).toBe(0);
    expect(JSON.stringify(both.problems)).toContain("keep one of the two");
    expect(JSON.stringify(both.problems)).not.toContain("sk-");
  });

  test("a mistyped name is told, and does not stop the start", () => {
    const { problems } = environmentLayer({ PARLANCE_LLM_MODLE: "x", OTHER: "y" });
    expect(problems).toEqual([
      expect.objectContaining({
        place: "PARLANCE_LLM_MODLE",
        hint: "Did you mean PARLANCE_LLM_MODEL?",
        isWarning: true,
      }),
    ]);
  });
});

test("all problems are told at once, and no value of a secret with them", () => {
  const layers = [environmentLayer({ PARLANCE_SERVER_PORT: "many", PARLANCE_DATABASE_URL: "mysql://u:hunter2@h/d" })];
  expect(() => new Settings(layers)).toThrow(/PARLANCE_SERVER_PORT.*\nPARLANCE_DATABASE_URL/);
  expect(() => new Settings(layers)).not.toThrow("hunter2");
});
