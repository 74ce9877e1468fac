import type { LanguageModelV3CallOptions } from "@ai-sdk/provider";
import type { ModelRequest } from "@parlance/core";
import type { ModelFault } from "./model-fault.ts";
import { toPromptWithSchema } from "./to-prompt.ts";

/**
 * For vendors whose client knows their wire format: what single models of theirs refuse is learned once. Models that
 * think take no temperature, and no vendor takes every JSON Schema; the schema then stands in the prompt instead.
 */
export function plainerRequests(): {
  options(request: ModelRequest): Partial<LanguageModelV3CallOptions>;
  adapt(fault: ModelFault, request: ModelRequest): boolean;
} {
  let [hasTemperature, hasFormat] = [true, true];
  return {
    options: (request) => ({
      ...(hasTemperature ? {} : { temperature: undefined }),
      ...(hasFormat || request.output === null
        ? {}
        : { responseFormat: undefined, prompt: toPromptWithSchema(request) }),
    }),
    adapt: ({ code, facts: { vendorText = "" } }, { temperature, output }) => {
      if (code !== "MODEL_REQUEST_INVALID") return false;
      if (hasTemperature && temperature !== undefined && /temperature/i.test(vendorText)) {
        hasTemperature = false;
        return true;
      }
      if (!hasFormat || output === null || !/schema|response_?format|output_?(?:format|config)/i.test(vendorText))
        return false;
      hasFormat = false;
      return true;
    },
  };
}
