import { z } from "zod";
import { keyField, vendorAddressField } from "../provider-field.ts";

export const OPENAI_ADDRESS = "https://api.openai.com/v1";

export const openaiConfig = z.strictObject({
  apiKey: keyField("From the API keys page of the OpenAI platform."),
  baseUrl: vendorAddressField(OPENAI_ADDRESS),
});

export type OpenaiConfig = z.output<typeof openaiConfig>;
