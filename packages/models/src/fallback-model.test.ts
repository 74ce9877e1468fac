import type { LanguageModel, ModelRequest } from "@parlance/core";
import { type ModelServer, type ScriptedReply, startModelServer } from "@parlance/testkit/models";
import { afterEach, describe, expect, test } from "vitest";
import { withFallback } from "./fallback-model.ts";
import { openModel } from "./open-model.ts";

const request: ModelRequest = {
  purpose: "words",
  system: "",
  messages: [{ role: "user", content: "Say yes." }],
  output: null,
  maxOutputTokens: 20,
};
const REFUSED: ScriptedReply = { fault: { kind: "status", status: 401 } };

describe("a fallback", () => {
  const servers: ModelServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function models(...replies: ScriptedReply[]): Promise<[LanguageModel, LanguageModel]> {
    const open = async (reply: ScriptedReply | undefined, model: string): Promise<LanguageModel> => {
      const server = await startModelServer({ vendor: "openai-compatible", replies: reply ? [reply] : [] });
      servers.push(server);
      const needs = { fetch: globalThis.fetch, clock: { now: Date.now }, random: () => 0 };
      return openModel({ provider: "openai-compatible", model, baseUrl: server.baseUrl }, needs);
    };
    return [await open(replies[0], "first"), await open(replies[1], "second")];
  }

  test("asks the second where the first fails, and says which failed", async () => {
    const reply = await withFallback(await models(REFUSED, { text: "Yes." })).generate(request);
    expect(reply).toMatchObject({
      text: "Yes.",
      model: "second",
      fellBackFrom: [{ provider: "openai-compatible", model: "first", code: "MODEL_CREDENTIALS_REFUSED" }],
    });
  });

  test("leaves the second alone where the first replies", async () => {
    const reply = await withFallback(await models({ text: "Yes." }, REFUSED)).generate(request);
    expect([reply.model, reply.fellBackFrom, servers[1]?.calls]).toEqual(["first", undefined, []]);
  });

  test("asks nobody else what the model declined", async () => {
    const declined: ScriptedReply = { text: "", finish: "content-filter" };
    await expect(withFallback(await models(declined, { text: "Yes." })).generate(request)).rejects.toMatchObject({
      code: "MODEL_REFUSED",
    });
    expect(servers[1]?.calls).toEqual([]);
  });

  test("fails with the first one's error and names the others", async () => {
    const both = await models(REFUSED, { fault: { kind: "status", status: 404 } });
    await expect(withFallback(both).generate(request)).rejects.toMatchObject({
      code: "MODEL_CREDENTIALS_REFUSED",
      details: { model: "first", alsoFailed: [{ model: "second", code: "MODEL_UNKNOWN" }] },
    });
  });
});
