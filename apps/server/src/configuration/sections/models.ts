import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

/** Addresses are shown and recorded. */
const hasNoCredentials = (address: string): boolean => !/^[a-z]+:\/\/[^/]*@/i.test(address);

/** The language model and the embedder that this server gives everybody, where they have none of their own. */
export const modelsSection = {
  llmProvider: z
    .string()
    .min(1)
    .optional()
    .describe("Vendor of the language model; openai-compatible when only an address is named.")
    .register(settingFacts, { key: "models.provider", env: "PARLANCE_LLM_PROVIDER", isLive: true }),
  llmModel: z
    .string()
    .min(1)
    .optional()
    .describe("Name of the language model.")
    .register(settingFacts, { key: "models.model", env: "PARLANCE_LLM_MODEL", isLive: true }),
  llmBaseUrl: z
    .url({ protocol: /^https?$/ })
    .refine(hasNoCredentials, "A key belongs in its own setting, not in the address")
    .optional()
    .describe("Address of an OpenAI-compatible server, such as http://localhost:11434/v1.")
    .register(settingFacts, { key: "models.baseUrl", env: "PARLANCE_LLM_BASE_URL", isLive: true }),
  llmApiKey: z
    .string()
    .min(1)
    .optional()
    .describe("Key of the language model's vendor.")
    .register(settingFacts, {
      key: "models.apiKey",
      env: "PARLANCE_LLM_API_KEY",
      isSecret: true,
      isLive: true,
      sentTo: ["models.provider", "models.baseUrl"],
    }),
  llmTimeoutMs: z
    .number()
    .int()
    .min(1_000)
    .max(3_600_000)
    .optional()
    .describe("How long a model may be silent.")
    .register(settingFacts, {
      key: "models.timeout",
      unit: "ms",
      env: "PARLANCE_LLM_TIMEOUT_MS",
      envUnit: "ms",
      isLive: true,
    }),
  llmPrice: z
    .string()
    .regex(/^\d+(\.\d+)?\s*\/\s*\d+(\.\d+)?$/, "It must be two prices such as 2.5/10.")
    .optional()
    .describe("US dollars per million tokens of prompt and of reply, such as 2.5/10.")
    .register(settingFacts, { key: "models.price", env: "PARLANCE_LLM_PRICE", isLive: true }),
  llmDisclosure: z
    .enum(["full", "schema", "aggregates", "nothing"])
    .optional()
    .describe("What models are told of sources that nobody has decided about.")
    .register(settingFacts, { key: "models.disclosure", env: "PARLANCE_LLM_DISCLOSURE", isLive: true }),
  llmAsk: z
    .enum(["whenUnsure", "always", "never"])
    .optional()
    .describe("When a model is asked: where the embedded engine is not sure, always or never.")
    .register(settingFacts, { key: "models.ask", env: "PARLANCE_LLM_ASK", isLive: true }),
  llmSamples: z
    .number()
    .int()
    .min(1)
    .max(9)
    .optional()
    .describe("Drafts a model makes of one question.")
    .register(settingFacts, { key: "models.samples", env: "PARLANCE_LLM_SAMPLES", isLive: true }),
  llmWords: z
    .enum(["template", "model"])
    .optional()
    .describe(
      "Who words the sentence that answers. A model is told rows of the result for it, where the source lets them leave.",
    )
    .register(settingFacts, { key: "models.words", env: "PARLANCE_LLM_WORDS", isLive: true }),
  llmTrace: z
    .string()
    .min(1)
    .optional()
    .describe("File that is told what models are sent and what they answer. It holds people's data.")
    .register(settingFacts, { key: "models.trace", env: "PARLANCE_LLM_TRACE" }),
  onnxModels: z
    .string()
    .min(1)
    .optional()
    .describe("Folder of models that this process may run itself.")
    .register(settingFacts, { key: "models.onnxFolder", env: "PARLANCE_ONNX_MODELS" }),
  onnxLibrary: z
    .string()
    .min(1)
    .optional()
    .describe("Folder of the library that runs them.")
    .register(settingFacts, { key: "models.onnxLibrary", env: "PARLANCE_ONNX_LIBRARY" }),
  embeddingProvider: z
    .string()
    .min(1)
    .optional()
    .describe("Vendor of the embedder; openai-compatible when only an address is named.")
    .register(settingFacts, { key: "embeddings.provider", env: "PARLANCE_EMBEDDING_PROVIDER", isLive: true }),
  embeddingModel: z
    .string()
    .min(1)
    .optional()
    .describe("Name of the embedder; absent: the built-in one.")
    .register(settingFacts, { key: "embeddings.model", env: "PARLANCE_EMBEDDING_MODEL", isLive: true }),
  embeddingBaseUrl: z
    .url({ protocol: /^https?$/ })
    .refine(hasNoCredentials, "A key belongs in its own setting, not in the address")
    .optional()
    .describe("Address of the embedder's server.")
    .register(settingFacts, { key: "embeddings.baseUrl", env: "PARLANCE_EMBEDDING_BASE_URL", isLive: true }),
  embeddingApiKey: z
    .string()
    .min(1)
    .optional()
    .describe("Key of the embedder's vendor.")
    .register(settingFacts, {
      key: "embeddings.apiKey",
      env: "PARLANCE_EMBEDDING_API_KEY",
      isSecret: true,
      isLive: true,
      sentTo: ["embeddings.provider", "embeddings.baseUrl"],
    }),
  modelEnvironment: z
    .record(z.string(), z.string())
    .default({})
    .describe("PARLANCE_LLM_*, PARLANCE_EMBEDDING_* and PARLANCE_ONNX_* as a program gives them, before the settings."),
};
