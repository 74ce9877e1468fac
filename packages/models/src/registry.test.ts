import { type ModelServer, type ModelVendor, startModelServer } from "@parlance/testkit/models";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { listModels, openEmbedder, openModel } from "./open-model.ts";
import type { ModelNeeds } from "./provider.ts";
import { PROVIDERS } from "./registry.ts";

const needs = (fetch: ModelNeeds["fetch"]): ModelNeeds => ({ fetch, clock: { now: Date.now }, random: () => 0 });

describe("providers", () => {
  const servers: ModelServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function start(vendor: ModelVendor, models: readonly string[] = ["model-1"]): Promise<ModelServer> {
    const server = await startModelServer({ vendor, models, key: "key-of-the-test" });
    servers.push(server);
    return server;
  }

  const fields = Object.entries(PROVIDERS).flatMap(([id, { config }]) =>
    Object.entries(z.toJSONSchema(config, { io: "input" }).properties ?? {}).map(
      ([name, field]) => [`${id}.${name}`, field] as const,
    ),
  );

  test.each(fields)("%s has a label, a help text and a secret mark", (_, field) => {
    expect(field).toMatchObject({
      label: expect.any(String),
      help: expect.stringMatching(/\.$/),
      isSecret: expect.any(Boolean),
    });
  });

  test.each(Object.entries(PROVIDERS))("%s is registered under its own id, and does what it says", (id, provider) => {
    expect(provider.id).toBe(id);
    expect([provider.openEmbedder !== undefined, provider.listModels !== undefined]).toEqual([
      provider.capabilities.embeds,
      provider.capabilities.listsModels,
    ]);
  });

  test.each([
    ["anthropic", { id: "claude-sonnet-4-5", label: "Name of claude-sonnet-4-5", price: { input: 3, output: 15 } }],
    ["google", { id: "gemini-3.5-flash", label: "Name of gemini-3.5-flash", price: { input: 1.5, output: 9 } }],
    ["openai", { id: "gpt-4.1", label: "gpt-4.1" }],
    ["openrouter", { id: "a/b", label: "Name of a/b", price: { input: 3, output: 15 } }],
  ] as const)("%s lists its models, with the prices that are known", async (vendor, listed) => {
    const server = await start(vendor, [listed.id]);
    const found = await listModels({ provider: vendor, apiKey: "key-of-the-test" }, needs(server.fetch));
    expect(found).toEqual([{ kind: "language", ...listed }]);
  });

  test("an OpenAI-compatible server lists its models, those for embeddings told apart", async () => {
    const { baseUrl } = await start("openai-compatible", ["llama3.3", "nomic-embed-text"]);
    const found = await listModels({ provider: "openai-compatible", baseUrl, apiKey: "key-of-the-test" }, needs(fetch));
    expect(found.map(({ id, kind }) => [id, kind])).toEqual([
      ["llama3.3", "language"],
      ["nomic-embed-text", "embedding"],
    ]);
  });

  test("what draws, speaks or listens is left out of OpenAI's list", async () => {
    const server = await start("openai", ["gpt-4.1", "gpt-4o-audio-preview", "dall-e-3", "whisper-1"]);
    const found = await listModels({ provider: "openai", apiKey: "key-of-the-test" }, needs(server.fetch));
    expect(found.map(({ id }) => id)).toEqual(["gpt-4.1"]);
  });

  test.each(["anthropic", "google", "openai", "openrouter"] as const)(
    "%s refuses a list to a wrong key",
    async (vendor) => {
      const server = await start(vendor);
      await expect(listModels({ provider: vendor, apiKey: "wrong" }, needs(server.fetch))).rejects.toMatchObject({
        code: "MODEL_CREDENTIALS_REFUSED",
      });
    },
  );

  test.each(["google", "openai", "openai-compatible"] as const)("%s embeds, many texts in batches", async (vendor) => {
    const server = await start(vendor);
    const config = vendor === "openai-compatible" ? { baseUrl: server.baseUrl } : {};
    const embedder = await openEmbedder(
      { provider: vendor, model: "text-embedding", apiKey: "key-of-the-test", ...config },
      needs(server.fetch),
    );
    const texts = Array.from({ length: 130 }, (_, at) => "e".repeat(at + 1));
    const vectors = await embedder.embed(texts, "document");
    expect([embedder.id, embedder.dimension, vectors.length]).toEqual([`${vendor}/text-embedding`, 4, 130]);
    // The server's vectors are [length, 1, number of e, 0], here of length one.
    const [first] = vectors;
    expect([...(first ?? [])].map((value) => value.toFixed(4))).toEqual(["0.5774", "0.5774", "0.5774", "0.0000"]);
    const [last] = vectors.slice(-1);
    expect((last?.[0] ?? 0) / (last?.[1] ?? 1)).toBeCloseTo(130, 3);
  });

  test("no key of this server's environment is sent for a workspace", async () => {
    const names = [
      "ANTHROPIC_API_KEY",
      "OPENAI_API_KEY",
      "GOOGLE_GENERATIVE_AI_API_KEY",
      "OPENROUTER_API_KEY",
      "GOOGLE_VERTEX_API_KEY",
    ];
    for (const name of names) process.env[name] = "key-of-the-operator";
    try {
      for (const provider of ["anthropic", "openai", "google", "openrouter", "vertex"]) {
        expect(() => openModel({ provider, model: "m" }, needs(fetch)), provider).toThrowError(
          expect.objectContaining({ code: "MODEL_CONFIG_INVALID" }),
        );
      }
    } finally {
      for (const name of names) delete process.env[name];
    }
  });

  test("settings that cannot be right are refused without being repeated", () => {
    const secret = "a key with spaces and a secret";
    const open = () => openModel({ provider: "anthropic", model: "m", apiKey: secret, unknown: 1 }, needs(fetch));
    expect(open).toThrowError(expect.objectContaining({ code: "MODEL_CONFIG_INVALID" }));
    try {
      open();
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain("secret");
    }
  });
});
