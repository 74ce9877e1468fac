import { describeModelContract } from "@parlance/testkit/models";
import { openModel } from "../open-model.ts";

describeModelContract("Google Gemini", {
  vendor: "google",
  model: "gemini-2.5-flash",
  key: "AIza-key-of-the-test",
  origin: "https://generativelanguage.googleapis.com",
  open: ({ key, model, fetch, nowMs, pause, timeoutMs, deadlineMs }) =>
    openModel(
      { provider: "google", model, apiKey: key, timeoutMs, deadlineMs },
      { fetch, clock: { now: nowMs }, random: () => 0, pause },
    ),
});
