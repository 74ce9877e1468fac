import type { LanguageModelV3CallOptions, LanguageModelV3Prompt } from "@ai-sdk/provider";
import type { ModelRequest } from "@parlance/core";

/** A request in the form all vendors' clients take. */
export function toCallOptions(request: ModelRequest): LanguageModelV3CallOptions {
  const { output, temperature, maxOutputTokens } = request;
  return {
    prompt: toPrompt(request),
    maxOutputTokens,
    ...(temperature === undefined ? {} : { temperature }),
    // A JSON Schema object by the port's contract; the client's type is the same thing written out.
    ...(output === null ? {} : { responseFormat: { type: "json", name: output.name, schema: output.schema as never } }),
    includeRawChunks: true,
  };
}

function toPrompt({ system, messages }: ModelRequest): LanguageModelV3Prompt {
  return [
    ...(system === "" ? [] : [{ role: "system" as const, content: system }]),
    ...messages.map(({ role, content }) => ({ role, content: [{ type: "text" as const, text: content }] })),
  ];
}

/** The prompt with the schema in words, for models that may not be held to it by their server. */
export function toPromptWithSchema(request: ModelRequest): LanguageModelV3Prompt {
  if (request.output === null) return toPrompt(request);
  const schema = JSON.stringify(request.output.schema);
  const rule = `Reply with one JSON object and nothing else: no words before or after it. It must meet this JSON Schema:\n${schema}`;
  return toPrompt({ ...request, system: request.system === "" ? rule : `${request.system}\n\n${rule}` });
}
