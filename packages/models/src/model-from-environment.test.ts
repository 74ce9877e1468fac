import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelRequest } from "@parlance/core";
import { type ModelServer, type ModelServerOptions, startModelServer } from "@parlance/testkit/models";
import { afterEach, describe, expect, test } from "vitest";
import { modelFromEnvironment } from "./model-from-environment.ts";

const request: ModelRequest = {
  purpose: "draft",
  system: "Be brief.",
  messages: [{ role: "user", content: "Say yes." }],
  output: null,
  maxOutputTokens: 20,
};

describe("a model from the environment", () => {
  const servers: ModelServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function start(options: Omit<ModelServerOptions, "vendor">): Promise<ModelServer> {
    const server = await startModelServer({ vendor: "openai-compatible", replies: [{ text: "Yes." }], ...options });
    servers.push(server);
    return server;
  }

  test("is none where nothing names one", () => {
    expect(modelFromEnvironment({ PATH: "/bin", PARLANCE_LLM_TIMEOUT_MS: "5000" })).toBeUndefined();
  });

  test("needs an address alone where the server has one model", async () => {
    const { baseUrl } = await start({ models: ["only-model", "nomic-embed-text"] });
    const reply = await modelFromEnvironment({ PARLANCE_LLM_BASE_URL: baseUrl })?.generate(request);
    expect(reply).toMatchObject({ text: "Yes.", model: "only-model", provider: "openai-compatible" });
  });

  test("finds the interface below /v1 where the address was given without it", async () => {
    const { baseUrl } = await start({ models: ["only-model"] });
    const address = baseUrl.replace(/\/v1$/, "/");
    const reply = await modelFromEnvironment({ PARLANCE_LLM_BASE_URL: address })?.generate(request);
    expect(reply?.text).toBe("Yes.");
  });

  test("asks to choose where the server has several models, and names them", async () => {
    const { baseUrl } = await start({ models: ["small", "large"] });
    await expect(modelFromEnvironment({ PARLANCE_LLM_BASE_URL: baseUrl })?.generate(request)).rejects.toMatchObject({
      code: "MODEL_CONFIG_INVALID",
      message: expect.stringMatching(/PARLANCE_LLM_MODEL.*small, large/),
    });
  });

  test("sends the key that was given, and none where none was", async () => {
    const { baseUrl, calls } = await start({});
    const env = { PARLANCE_LLM_BASE_URL: baseUrl, PARLANCE_LLM_MODEL: "m", OPENAI_API_KEY: "sk-of-somebody-else" };
    await modelFromEnvironment(env)?.generate(request);
    await modelFromEnvironment({ ...env, PARLANCE_LLM_API_KEY: "sk-given" })?.generate(request);
    expect(calls.map(({ headers }) => headers.authorization)).toEqual([undefined, "Bearer sk-given"]);
  });

  test("counts what the administrator pays", async () => {
    const { baseUrl } = await start({ replies: [{ text: "Yes.", usage: { input: 1_000, output: 100 } }] });
    const env = { PARLANCE_LLM_BASE_URL: baseUrl, PARLANCE_LLM_MODEL: "m" };
    const unknown = await modelFromEnvironment(env)?.generate(request);
    const paid = await modelFromEnvironment({ ...env, PARLANCE_LLM_PRICE: "2.5/10" })?.generate(request);
    expect([unknown?.usage.costUsd, paid?.usage.costUsd]).toEqual([undefined, 0.0035]);
  });

  test.each([
    [
      "a price that is none",
      { PARLANCE_LLM_BASE_URL: "http://h/v1", PARLANCE_LLM_PRICE: "cheap" },
      "MODEL_CONFIG_INVALID",
    ],
    [
      "a trace that cannot be written",
      { PARLANCE_LLM_BASE_URL: "http://h/v1", PARLANCE_LLM_TRACE: "/nowhere/at/all" },
      "MODEL_CONFIG_INVALID",
    ],
    [
      "another provider without its key",
      { PARLANCE_LLM_PROVIDER: "anthropic", PARLANCE_LLM_MODEL: "m" },
      "MODEL_CONFIG_INVALID",
    ],
    ["a provider that does not exist", { PARLANCE_LLM_PROVIDER: "oracle-of-delphi" }, "PROVIDER_NOT_FOUND"],
    ["a model without an address", { PARLANCE_LLM_MODEL: "m" }, "MODEL_CONFIG_INVALID"],
    ["an address that is none", { PARLANCE_LLM_BASE_URL: "localhost:11434" }, "MODEL_CONFIG_INVALID"],
    [
      "a timeout that is none",
      { PARLANCE_LLM_BASE_URL: "http://h/v1", PARLANCE_LLM_TIMEOUT_MS: "soon" },
      "MODEL_CONFIG_INVALID",
    ],
  ])("stops the start for %s", (_, env, code) => {
    expect(() => modelFromEnvironment(env)).toThrowError(expect.objectContaining({ code }));
  });

  test("writes prompts, replies and errors to the file that a trace names, for its owner alone and without the key", async () => {
    const folder = await mkdtemp(join(tmpdir(), "parlance-trace-"));
    const path = join(folder, "trace.jsonl");
    const { baseUrl } = await start({ replies: [{ text: "Yes." }, { fault: { kind: "status", status: 404 } }] });
    const model = modelFromEnvironment({
      PARLANCE_LLM_BASE_URL: baseUrl,
      PARLANCE_LLM_MODEL: "m",
      PARLANCE_LLM_API_KEY: "sk-secret-of-the-test",
      PARLANCE_LLM_TRACE: path,
    });
    await model?.generate(request);
    await expect(model?.generate(request)).rejects.toMatchObject({ code: "MODEL_UNKNOWN" });
    const text = await readFile(path, "utf8");
    const { mode } = await stat(path);
    await rm(folder, { recursive: true });
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { model: "m", request: { system: "Be brief." }, reply: { text: "Yes.", attempts: 1 } },
      { model: "m", error: { code: "MODEL_UNKNOWN" } },
    ]);
    expect(text).not.toContain("sk-secret");
    expect(mode & 0o077).toBe(0);
  });
});
