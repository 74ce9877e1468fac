import { defineProvider } from "../provider.ts";
import { openaiCompatibleConfig } from "./config.ts";
import { listModels } from "./list-models.ts";
import { openOpenaiCompatible, openOpenaiCompatibleEmbedder } from "./open.ts";

export const openaiCompatible = defineProvider({
  id: "openai-compatible",
  label: "OpenAI-compatible server",
  config: openaiCompatibleConfig,
  capabilities: { streams: true, json: true, embeds: true, listsModels: true, isLocal: false },
  open: openOpenaiCompatible,
  openEmbedder: openOpenaiCompatibleEmbedder,
  listModels,
});
