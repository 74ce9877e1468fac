import { type ModelServer, startModelServer } from "@parlance/testkit/models";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environmentEmbedder } from "./environment-embedder.ts";

const CALLING = { clock: { now: () => 0 }, random: () => 0 };
const open = (environment: Record<string, string>) =>
  environmentEmbedder(environment, CALLING, () => import("@parlance/models"));

describe("the embedder that the operator names", () => {
  let models: ModelServer;
  beforeAll(async () => {
    models = await startModelServer({ vendor: "openai-compatible", embed: (text) => [text.length, 1] });
  });
  afterAll(() => models.close());

  test("is none without a model's name", async () => {
    expect(await open({ PARLANCE_EMBEDDING_BASE_URL: models.baseUrl })).toBeUndefined();
  });

  test("embeds, and says whether it is in the house", async () => {
    const found = await open({ PARLANCE_EMBEDDING_MODEL: "embed-1", PARLANCE_EMBEDDING_BASE_URL: models.baseUrl });
    expect(found?.isLocal).toBe(true);
    const [vector] = (await found?.embedder.embed(["customers"], "query")) ?? [];
    expect(vector).toHaveLength(found?.embedder.dimension ?? 0);
  });

  test.each([
    ["a provider there is not", { PARLANCE_EMBEDDING_PROVIDER: "nobody" }, "PROVIDER_NOT_FOUND"],
    [
      "one that has no embeddings",
      { PARLANCE_EMBEDDING_PROVIDER: "anthropic", PARLANCE_EMBEDDING_API_KEY: "k" },
      "MODEL_CONFIG_INVALID",
    ],
  ])("%s is refused", async (_name, environment, code) => {
    await expect(open({ PARLANCE_EMBEDDING_MODEL: "m", ...environment })).rejects.toMatchObject({ code });
  });
});
