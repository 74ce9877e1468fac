import { defineProvider } from "../provider.ts";
import { openaiConfig } from "./config.ts";
import { listModels } from "./list-models.ts";
import { openOpenai, openOpenaiEmbedder } from "./open.ts";

export const openai = defineProvider({
  id: "openai",
  label: "OpenAI",
  config: openaiConfig,
  capabilities: { streams: true, json: true, embeds: true, listsModels: true, isLocal: false },
  open: openOpenai,
  openEmbedder: openOpenaiEmbedder,
  listModels,
});
