import { describeModelContract } from "@parlance/testkit/models";
import { openModel } from "../open-model.ts";

describeModelContract("OpenRouter", {
  vendor: "openrouter",
  model: "some-vendor/some-model",
  key: "sk-or-key-of-the-test",
  origin: "https://openrouter.ai",
  open: ({ key, model, fetch, nowMs, pause, timeoutMs, deadlineMs }) =>
    openModel(
      { provider: "openrouter", model, apiKey: key, timeoutMs, deadlineMs },
      { fetch, clock: { now: nowMs }, random: () => 0, pause },
    ),
});
