import { type ModelServer, startModelServer } from "@parlance/testkit/models";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyLayer } from "../configuration/layer.ts";
import { settingsOf } from "../configuration/settings.ts";
import { operatorsEmbedder } from "./operators-embedder.ts";

let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer({ vendor: "openai-compatible", embed: (text) => [text.length, 1] });
});
afterAll(() => models.close());

test("the embedder is the one of the settings as they are, and stays where new ones cannot be used", async () => {
  const settings = settingsOf({});
  const logged: unknown[] = [];
  const embedderFor = await operatorsEmbedder({
    settings,
    calling: { clock: { now: () => 0 }, random: () => 0 },
    load: () => import("@parlance/models"),
    log: { error: (...line: unknown[]) => void logged.push(line) },
  });
  const idNow = async () => (await embedderFor("w")).embedder.id;
  const override = (values: Readonly<Record<string, unknown>>) => {
    const placed = Object.entries(values).map(([name, value]) => [name, { value, place: "override" }] as const);
    // Names of settings, written below.
    return { ...emptyLayer("override"), values: new Map(placed) } as ReturnType<typeof emptyLayer>;
  };
  const builtIn = await idNow();

  settings.replace(override({ embeddingModel: "embed-1", embeddingBaseUrl: models.baseUrl }));
  const chosen = await idNow();
  expect(chosen).not.toBe(builtIn);
  expect(chosen).toContain("embed-1");

  const nobody = override({ embeddingModel: "embed-1", embeddingProvider: "nobody" });
  await expect(settings.check(nobody), "an administrator is told").rejects.toMatchObject({
    code: "PROVIDER_NOT_FOUND",
  });
  settings.replace(nobody);
  expect(await idNow()).toBe(chosen);
  expect(logged).toHaveLength(1);

  settings.replace(emptyLayer("override"));
  expect(await idNow()).toBe(builtIn);
});
