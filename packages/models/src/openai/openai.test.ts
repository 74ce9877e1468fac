import { describeModelContract } from "@parlance/testkit/models";
import { openModel } from "../open-model.ts";

describeModelContract("OpenAI", {
  vendor: "openai",
  model: "gpt-4.1",
  key: "sk-proj-key-of-the-test",
  origin: "https://api.openai.com",
  open: ({ key, model, fetch, nowMs, pause, timeoutMs, deadlineMs }) =>
    openModel(
      { provider: "openai", model, apiKey: key, timeoutMs, deadlineMs },
      { fetch, clock: { now: nowMs }, random: () => 0, pause },
    ),
});
