import type { LanguageModel } from "@parlance/core";
import type { ModelCall } from "../modelling/accounted-model.ts";
import type { Observing } from "./observing.ts";

/** The same model, each of whose requests is a span and a time. */
export const observedModel = (model: LanguageModel, { measure }: Pick<Observing, "measure">): LanguageModel => ({
  get provider() {
    return model.provider;
  },
  get model() {
    return model.model;
  },
  generate: (request, signal) =>
    measure({ kind: "model", name: request.purpose, facts: { provider: model.provider } }, () =>
      model.generate(request, signal),
    ),
});

export function countModelCall(call: ModelCall, { metrics }: Pick<Observing, "metrics">): void {
  const { provider, purpose, outcome } = call;
  metrics.modelCalls.inc({ provider, purpose, outcome });
  metrics.modelSeconds.observe({ provider }, call.elapsedMs / 1000);
  metrics.modelTokens.inc({ provider, direction: "in" }, call.inputTokens);
  metrics.modelTokens.inc({ provider, direction: "out" }, call.outputTokens);
  metrics.modelCost.inc({ provider }, call.costUsd ?? 0);
}
