import { describeModelContract, type ScriptedReply, startModelServer } from "@parlance/testkit/models";
import { expect, test } from "vitest";
import { openModel } from "../open-model.ts";

describeModelContract("Anthropic", {
  vendor: "anthropic",
  model: "claude-sonnet-4-5",
  key: "sk-ant-key-of-the-test",
  origin: "https://api.anthropic.com",
  open: ({ key, model, fetch, nowMs, pause, timeoutMs, deadlineMs }) =>
    openModel(
      { provider: "anthropic", model, apiKey: key, timeoutMs, deadlineMs },
      { fetch, clock: { now: nowMs }, random: () => 0, pause },
    ),
});

const REQUEST = {
  purpose: "draft",
  system: "",
  messages: [{ role: "user", content: "One, please." }],
  output: { name: "draft", schema: { type: "object", properties: { sql: { type: "string" } }, required: ["sql"] } },
  maxOutputTokens: 100,
} as const;

async function askUnknownModel(reply: ScriptedReply): Promise<unknown> {
  const server = await startModelServer({ vendor: "anthropic", replies: [reply] });
  const needs = { fetch: server.fetch, clock: { now: Date.now }, random: () => 0 };
  const { object } = await openModel({ provider: "anthropic", model: "model-1", apiKey: "key" }, needs).generate(
    REQUEST,
  );
  await server.close();
  return object;
}

test("a model that the client does not know gives its object through a tool", async () => {
  expect(await askUnknownModel({ object: { sql: "SELECT 1" } })).toEqual({ sql: "SELECT 1" });
});

test("a gateway that answers a forced tool in text is read", async () => {
  expect(await askUnknownModel({ object: { sql: "SELECT 1" }, isToolIgnored: true })).toEqual({ sql: "SELECT 1" });
});
