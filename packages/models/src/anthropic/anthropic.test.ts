import { describeModelContract } from "@parlance/testkit/models";
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
