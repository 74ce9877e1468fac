import { anthropic } from "./anthropic/index.ts";
import { google } from "./google/index.ts";
import { onnx } from "./onnx/index.ts";
import { openai } from "./openai/index.ts";
import { openaiCompatible } from "./openai-compatible/index.ts";
import { openrouter } from "./openrouter/index.ts";
import { vertex } from "./vertex/index.ts";

/** Every vendor of models, one line each. A folder that is not listed here does not exist for the product. */
export const PROVIDERS = {
  anthropic,
  google,
  onnx,
  openai,
  "openai-compatible": openaiCompatible,
  openrouter,
  vertex,
} as const;

export type ProviderId = keyof typeof PROVIDERS;
