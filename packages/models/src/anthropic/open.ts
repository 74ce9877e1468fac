import type { LanguageModelV3 } from "@ai-sdk/provider";
import type { LanguageModel } from "@parlance/core";
import { plainerRequests } from "../calling/plainer-requests.ts";
import { reliableModel } from "../calling/reliable-model.ts";
import type { ModelFetch, ModelLimits, ModelNeeds } from "../provider.ts";
import { withoutSlash } from "../provider-field.ts";
import { ANTHROPIC_ADDRESS, type AnthropicConfig } from "./config.ts";

export function openAnthropic(
  config: AnthropicConfig,
  model: string,
  needs: ModelNeeds,
  limits: ModelLimits,
): LanguageModel {
  return reliableModel(
    { provider: "anthropic", model, connect: (fetch) => connect(config, model, fetch), ...plainerRequests() },
    needs,
    limits,
  );
}

async function connect(
  { apiKey, baseUrl }: AnthropicConfig,
  model: string,
  fetch: ModelFetch,
): Promise<LanguageModelV3> {
  const { createAnthropic } = await import("@ai-sdk/anthropic");
  // Both are always given: left out, the client would read them from this server's environment.
  return createAnthropic({ apiKey, baseURL: withoutSlash(baseUrl || ANTHROPIC_ADDRESS), fetch })(model);
}
