import { defineProvider } from "../provider.ts";
import { googleConfig } from "./config.ts";
import { listModels } from "./list-models.ts";
import { openGoogle, openGoogleEmbedder } from "./open.ts";

export const google = defineProvider({
  id: "google",
  label: "Google Gemini",
  config: googleConfig,
  capabilities: { streams: true, json: true, embeds: true, listsModels: true, isLocal: false },
  open: openGoogle,
  openEmbedder: openGoogleEmbedder,
  listModels,
});
