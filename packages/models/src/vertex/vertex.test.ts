import { generateKeyPairSync } from "node:crypto";
import { describeModelContract, startModelServer, VERTEX_TOKEN } from "@parlance/testkit/models";
import { describe, expect, test } from "vitest";
import { openEmbedder, openModel } from "../open-model.ts";
import type { ModelNeeds } from "../provider.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

const serviceAccountKey = JSON.stringify({
  type: "service_account",
  client_email: "parlance@project-of-the-test.iam.gserviceaccount.com",
  private_key: privateKey,
  // Never asked, whoever wrote the file.
  token_uri: "https://attacker.example/token",
});
const settings = { provider: "vertex", project: "project-of-the-test", serviceAccountKey };
const needs = (fetch: ModelNeeds["fetch"]): ModelNeeds => ({ fetch, clock: { now: Date.now }, random: () => 0 });

describeModelContract("Vertex AI", {
  vendor: "vertex",
  model: "gemini-2.5-pro",
  key: VERTEX_TOKEN,
  origin: "https://aiplatform.googleapis.com",
  open: ({ model, fetch, nowMs, pause, timeoutMs, deadlineMs }) =>
    openModel({ ...settings, model, timeoutMs, deadlineMs }, { fetch, clock: { now: nowMs }, random: () => 0, pause }),
});

describe("Vertex AI", () => {
  test("asks Google alone for its token, once, and goes to the project and the location", async () => {
    const server = await startModelServer({ vendor: "vertex", key: VERTEX_TOKEN, replies: [{ text: "Yes." }] });
    const model = openModel({ ...settings, location: "europe-west4", model: "gemini-2.5-pro" }, needs(server.fetch));
    const request = {
      purpose: "test",
      system: "",
      messages: [{ role: "user", content: "Are you there?" }],
      output: null,
      maxOutputTokens: 20,
    } as const;
    await model.generate(request);
    await model.generate(request);
    await server.close();
    expect(server.others).toEqual([{ method: "POST", path: "/token", origin: "https://oauth2.googleapis.com" }]);
    expect(server.calls.map(({ origin, path }) => origin + path)).toEqual(
      Array(2).fill(
        "https://europe-west4-aiplatform.googleapis.com/v1beta1/projects/project-of-the-test/locations/europe-west4/publishers/google/models/gemini-2.5-pro:streamGenerateContent",
      ),
    );
  });

  test("embeds", async () => {
    const server = await startModelServer({ vendor: "vertex", key: VERTEX_TOKEN, embed: () => [3, 4] });
    const embedder = await openEmbedder({ ...settings, model: "text-embedding-005" }, needs(server.fetch));
    const [vector] = await embedder.embed(["one text"], "document");
    await server.close();
    expect([...(vector ?? [])].map((value) => value.toFixed(3))).toEqual(["0.600", "0.800"]);
  });
});
