import { z } from "zod";
import { keyField, vendorAddressField } from "../provider-field.ts";

export const GOOGLE_ADDRESS = "https://generativelanguage.googleapis.com/v1beta";

export const googleConfig = z.strictObject({
  apiKey: keyField("From Google AI Studio, under API keys."),
  baseUrl: vendorAddressField(GOOGLE_ADDRESS),
});

export type GoogleConfig = z.output<typeof googleConfig>;
