import { defineProvider } from "../provider.ts";
import { vertexConfig } from "./config.ts";
import { openVertex, openVertexEmbedder } from "./open.ts";

export const vertex = defineProvider({
  id: "vertex",
  label: "Google Vertex AI",
  config: vertexConfig,
  capabilities: { streams: true, json: true, embeds: true, listsModels: false, isLocal: false },
  open: openVertex,
  openEmbedder: openVertexEmbedder,
});
