import { defineProvider } from "../provider.ts";
import { onnxConfig } from "./config.ts";
import { foldersOf, listFolders } from "./model-folder.ts";
import { openOnnx } from "./open.ts";
import { openOnnxEmbedder } from "./open-embedder.ts";

export const onnx = defineProvider({
  id: "onnx",
  label: "On this machine (ONNX)",
  config: onnxConfig,
  capabilities: { streams: false, json: false, embeds: true, listsModels: true, isLocal: true },
  open: openOnnx,
  openEmbedder: openOnnxEmbedder,
  listModels: (_config, needs) => listFolders(foldersOf(needs)),
});
