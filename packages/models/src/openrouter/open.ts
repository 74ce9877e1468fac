import type { LanguageModelV3, SharedV3ProviderMetadata } from "@ai-sdk/provider";
import type { LanguageModel } from "@parlance/core";
import { z } from "zod";
import { plainerRequests } from "../calling/plainer-requests.ts";
import { reliableModel } from "../calling/reliable-model.ts";
import type { ModelFetch, ModelLimits, ModelNeeds } from "../provider.ts";
import { withoutSlash } from "../provider-field.ts";
import { OPENROUTER_ADDRESS, type OpenrouterConfig } from "./config.ts";

export function openOpenrouter(
  config: OpenrouterConfig,
  model: string,
  needs: ModelNeeds,
  limits: ModelLimits,
): LanguageModel {
  const connect = (fetch: ModelFetch) => client(config, model, fetch);
  return reliableModel(
    { provider: "openrouter", model, connect, costOf: billedUsd, ...plainerRequests() },
    needs,
    limits,
  );
}

async function client(
  { apiKey, baseUrl }: OpenrouterConfig,
  model: string,
  fetch: ModelFetch,
): Promise<LanguageModelV3> {
  const { createOpenRouter } = await import("@openrouter/ai-sdk-provider");
  const vendor = createOpenRouter({
    apiKey,
    baseURL: withoutSlash(baseUrl || OPENROUTER_ADDRESS),
    compatibility: "strict",
    // The client asks for fetch with its static members, which it never uses.
    fetch: fetch as typeof globalThis.fetch,
  });
  return vendor.chat(model, { usage: { include: true } });
}

const metadata = z.object({ openrouter: z.object({ usage: z.object({ cost: z.number().nonnegative() }) }) });

/** Prices differ by who serves the model that minute; the reply says what was billed. */
function billedUsd(given: SharedV3ProviderMetadata | undefined): number | undefined {
  return metadata.safeParse(given).data?.openrouter.usage.cost;
}
