import { z } from "zod";
import { keyField, vendorAddressField } from "../provider-field.ts";

export const OPENROUTER_ADDRESS = "https://openrouter.ai/api/v1";

export const openrouterConfig = z.strictObject({
  apiKey: keyField("From the keys page of OpenRouter."),
  baseUrl: vendorAddressField(OPENROUTER_ADDRESS),
});

export type OpenrouterConfig = z.output<typeof openrouterConfig>;
