import { z } from "zod";
import { keyField, vendorAddressField } from "../provider-field.ts";

export const ANTHROPIC_ADDRESS = "https://api.anthropic.com/v1";

export const anthropicConfig = z.strictObject({
  apiKey: keyField("From the API keys page of the Anthropic console."),
  baseUrl: vendorAddressField(ANTHROPIC_ADDRESS),
});

export type AnthropicConfig = z.output<typeof anthropicConfig>;
