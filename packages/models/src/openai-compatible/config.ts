import type { FieldMeta } from "@parlance/core";
import { z } from "zod";
import { addressField } from "../provider-field.ts";

const key: FieldMeta = {
  label: "API key",
  help: "Leave it empty for a server that asks for none, such as Ollama on this machine.",
  isSecret: true,
};

export const openaiCompatibleConfig = z.strictObject({
  baseUrl: addressField({
    help: "Where the server answers /chat/completions; with Ollama it ends in /v1.",
    placeholder: "http://localhost:11434/v1",
  }),
  apiKey: z
    .string()
    .max(4_000)
    .regex(/^[\x21-\x7e]*$/, "A key has no spaces and no accented letters.")
    .default("")
    .meta(key),
});

export type OpenaiCompatibleConfig = z.output<typeof openaiCompatibleConfig>;
