import { defineProvider } from "../provider.ts";
import { openrouterConfig } from "./config.ts";
import { listModels } from "./list-models.ts";
import { openOpenrouter } from "./open.ts";

export const openrouter = defineProvider({
  id: "openrouter",
  label: "OpenRouter",
  config: openrouterConfig,
  capabilities: { streams: true, json: true, embeds: false, listsModels: true, isLocal: false },
  open: openOpenrouter,
  listModels,
});
