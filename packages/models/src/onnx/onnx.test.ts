import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelRequest } from "@parlance/core";
import { writeTinyEncoder, writeTinyT5 } from "@parlance/testkit/models";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelFromEnvironment } from "../model-from-environment.ts";
import { listModels, openEmbedder, openModel } from "../open-model.ts";
import type { ModelNeeds } from "../provider.ts";
import { fillSchema } from "./fill-schema.ts";
import { loadLibrary } from "./library.ts";

const libraryFolder = process.env.PARLANCE_ONNX_LIBRARY;

function isInstalled(): boolean {
  try {
    loadLibrary(libraryFolder);
    return true;
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "MODEL_CONFIG_INVALID") return false;
    throw error;
  }
}

const request: ModelRequest = {
  purpose: "draft",
  system: "",
  messages: [{ role: "user", content: "How many invoices are there?" }],
  output: null,
  maxOutputTokens: 20,
};
const SCHEMA = {
  type: "object",
  properties: {
    sql: { type: "string" },
    reading: { type: "string" },
    tables: { type: "array", items: { type: "string" } },
  },
  required: ["sql", "reading", "tables"],
};

let modelsFolder = "";
const needs = (more: Partial<ModelNeeds> = {}): ModelNeeds => ({
  fetch: () => Promise.reject(new Error("nothing may be fetched")),
  clock: { now: Date.now },
  random: () => 0,
  onnx: { modelsFolder, libraryFolder },
  ...more,
});

beforeAll(async () => {
  modelsFolder = await mkdtemp(join(tmpdir(), "parlance-onnx-"));
  await writeTinyT5(join(modelsFolder, "tiny-t5"));
  await writeTinyEncoder(join(modelsFolder, "tiny-encoder"));
});
afterAll(() => rm(modelsFolder, { recursive: true }));

const WITHOUT = "is not installed here: set PARLANCE_ONNX_LIBRARY, see docs/guides/models.md";

describe.skipIf(!isInstalled())(`a model in this process (skipped where @huggingface/transformers ${WITHOUT})`, () => {
  test.each([
    ["invoices", "SELECT count(*) FROM invoices"],
    ["tracks", "SELECT count(*) FROM tracks"],
  ])("reads the question and writes: %s", async (table, text) => {
    const messages = [{ role: "user", content: `How many ${table} are there?` }] as const;
    const model = openModel({ provider: "onnx", model: "tiny-t5" }, needs());
    const reply = await model.generate({ ...request, messages });
    expect(reply).toMatchObject({ text, provider: "onnx", model: "tiny-t5", attempts: 1 });
    expect(reply.usage).toEqual({ inputTokens: 6, outputTokens: 5 });
  });

  test("has its text put into the object that was asked for", async () => {
    const model = openModel({ provider: "onnx", model: "tiny-t5" }, needs());
    const { object } = await model.generate({ ...request, output: { name: "draft", schema: SCHEMA } });
    expect(object).toEqual({ sql: "SELECT count(*) FROM invoices", reading: "", tables: [] });
  });

  test("is found by the environment", async () => {
    const model = modelFromEnvironment({
      PARLANCE_LLM_PROVIDER: "onnx",
      PARLANCE_LLM_MODEL: join(modelsFolder, "tiny-t5"),
      PARLANCE_ONNX_LIBRARY: libraryFolder,
    });
    expect((await model?.generate(request))?.text).toBe("SELECT count(*) FROM invoices");
  });

  test("does not pass off half a statement as a whole one", async () => {
    const model = openModel({ provider: "onnx", model: "tiny-t5" }, needs());
    await expect(model.generate({ ...request, maxOutputTokens: 2 })).rejects.toMatchObject({
      code: "MODEL_INCOMPLETE",
    });
  });

  test("refuses a prompt it cannot read to its end", async () => {
    const model = openModel({ provider: "onnx", model: "tiny-t5" }, needs());
    const messages = [{ role: "user", content: "How many ".repeat(40) }] as const;
    await expect(model.generate({ ...request, messages })).rejects.toMatchObject({ code: "MODEL_REQUEST_INVALID" });
  });

  test("stops at its signal", async () => {
    const model = openModel({ provider: "onnx", model: "tiny-t5" }, needs());
    await expect(model.generate(request, AbortSignal.abort())).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
  });

  test("embeds", async () => {
    const embedder = await openEmbedder({ provider: "onnx", model: "tiny-encoder" }, needs());
    const vectors = await embedder.embed(["invoices", "How many tracks"], "document");
    expect([embedder.id, embedder.dimension, vectors.map((vector) => [...vector])]).toEqual([
      "onnx/tiny-encoder",
      2,
      [
        [1, 0],
        [0, 1],
      ],
    ]);
  });
});

describe("models in this process", () => {
  test("are the folders that hold one", async () => {
    expect(await listModels({ provider: "onnx" }, needs())).toEqual([
      { id: "tiny-encoder", label: "tiny-encoder", kind: "embedding" },
      { id: "tiny-t5", label: "tiny-t5", kind: "language" },
    ]);
  });

  test.each(["../tiny-t5", "/etc", "a/../../b", "nothing-here", ".hidden"])(
    "are not found outside it: %s",
    async (model) => {
      await expect(openModel({ provider: "onnx", model }, needs()).generate(request)).rejects.toMatchObject({
        code: "MODEL_UNKNOWN",
      });
    },
  );

  test("need a folder of the administrator's", () => {
    expect(() => openModel({ provider: "onnx", model: "m" }, needs({ onnx: undefined }))).toThrowError(
      expect.objectContaining({ code: "MODEL_CONFIG_INVALID" }),
    );
  });

  test("say how to install the library where it is missing", async () => {
    const onnx = { modelsFolder, libraryFolder: join(modelsFolder, "tiny-t5") };
    await expect(openEmbedder({ provider: "onnx", model: "tiny-t5" }, needs({ onnx }))).rejects.toMatchObject({
      code: expect.stringMatching(/MODEL_CONFIG_INVALID|MODEL_UNKNOWN/),
    });
    expect(() => loadLibrary(modelsFolder)).toThrowError(
      expect.objectContaining({ hint: expect.stringContaining("npm install") }),
    );
  });

  test("that write no object have one made of their text", () => {
    const schema = {
      ...SCHEMA,
      required: ["kind", ...SCHEMA.required],
      properties: { kind: { type: "string", enum: ["sql", "none"] }, ...SCHEMA.properties },
    };
    expect(fillSchema("SELECT 1", schema)).toEqual({ kind: "sql", sql: "SELECT 1", reading: "", tables: [] });
  });
});
