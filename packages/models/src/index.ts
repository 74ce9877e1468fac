export { withFallback } from "./fallback-model.ts";
export { hashingEmbedder } from "./hashing/hashing-embedder.ts";
export { modelFromEnvironment, onnxFoldersFromEnvironment } from "./model-from-environment.ts";
export { findProvider, listModels, type ModelSettings, openEmbedder, openModel } from "./open-model.ts";
export { type Price, priceOf } from "./pricing/price-table.ts";
export {
  defineProvider,
  type ListedModel,
  type ModelEvent,
  type ModelFetch,
  type ModelLimits,
  type ModelNeeds,
  type OnnxFolders,
  type Provider,
  type ProviderCapabilities,
} from "./provider.ts";
export { PROVIDERS, type ProviderId } from "./registry.ts";
export { type TraceSink, traced } from "./traced-model.ts";
