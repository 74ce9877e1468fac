import { describeModelContract } from "@parlance/testkit/models";
import { openModel } from "../open-model.ts";

describeModelContract("an OpenAI-compatible server", {
  vendor: "openai-compatible",
  model: "qwen3:32b",
  key: "key-of-the-test",
  origin: "",
  open: ({ baseUrl, key, model, fetch, nowMs, pause, timeoutMs, deadlineMs }) =>
    openModel(
      { provider: "openai-compatible", model, baseUrl, apiKey: key, timeoutMs, deadlineMs },
      { fetch, clock: { now: nowMs }, random: () => 0, pause },
    ),
});
