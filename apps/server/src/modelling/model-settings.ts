import type { ServerOptions } from "../server-options.ts";
import type { ModelEnvironment } from "./environment-model.ts";

/** The settings of models under the names by which the model packages read them. */
const NAMES = {
  llmProvider: "PARLANCE_LLM_PROVIDER",
  llmModel: "PARLANCE_LLM_MODEL",
  llmBaseUrl: "PARLANCE_LLM_BASE_URL",
  llmApiKey: "PARLANCE_LLM_API_KEY",
  llmTimeoutMs: "PARLANCE_LLM_TIMEOUT_MS",
  llmPrice: "PARLANCE_LLM_PRICE",
  llmDisclosure: "PARLANCE_LLM_DISCLOSURE",
  llmAsk: "PARLANCE_LLM_ASK",
  llmSamples: "PARLANCE_LLM_SAMPLES",
  llmWords: "PARLANCE_LLM_WORDS",
  llmTrace: "PARLANCE_LLM_TRACE",
  onnxModels: "PARLANCE_ONNX_MODELS",
  onnxLibrary: "PARLANCE_ONNX_LIBRARY",
  embeddingProvider: "PARLANCE_EMBEDDING_PROVIDER",
  embeddingModel: "PARLANCE_EMBEDDING_MODEL",
  embeddingBaseUrl: "PARLANCE_EMBEDDING_BASE_URL",
  embeddingApiKey: "PARLANCE_EMBEDDING_API_KEY",
} as const satisfies Partial<Record<keyof ServerOptions, string>>;

/** What a program gave counts where no setting says otherwise. */
export function modelEnvironmentOf(
  options: Omit<ServerOptions, "llmTrace"> & Pick<Partial<ServerOptions>, "llmTrace">,
): ModelEnvironment {
  const said = Object.entries(NAMES).flatMap(([name, variable]) => {
    // A key of the table above.
    const value = options[name as keyof typeof NAMES];
    return value === undefined ? [] : [[variable, String(value)] as const];
  });
  return { ...options.modelEnvironment, ...Object.fromEntries(said) };
}

export const isModelSetting = (name: string): boolean => name in NAMES;
