import { anthropic } from "./anthropic/index.ts";
import { openaiCompatible } from "./openai-compatible/index.ts";

/** Every vendor of models, one line each. A folder that is not listed here does not exist for the product. */
export const PROVIDERS = {
  anthropic,
  "openai-compatible": openaiCompatible,
} as const;

export type ProviderId = keyof typeof PROVIDERS;
