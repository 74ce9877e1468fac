import { defineProvider } from "../provider.ts";
import { anthropicConfig } from "./config.ts";
import { listModels } from "./list-models.ts";
import { openAnthropic } from "./open.ts";

export const anthropic = defineProvider({
  id: "anthropic",
  label: "Anthropic",
  config: anthropicConfig,
  capabilities: { streams: true, json: true, embeds: false, listsModels: true, isLocal: false },
  open: openAnthropic,
  listModels,
});
