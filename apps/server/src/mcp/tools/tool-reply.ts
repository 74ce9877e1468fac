import type { CallToolResult, ToolAnnotations } from "@modelcontextprotocol/sdk/types.js";
import type { AppError } from "@parlance/core";

/** Every tool only reads, and only what this server holds. */
export const READS_ONLY: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** The same facts twice: for programs, and as text for clients that hand only text to their model. */
export const reply = (structuredContent: Record<string, unknown>, text: string): CallToolResult => ({
  structuredContent,
  content: [{ type: "text", text }],
});

/** Errors are results, so that a model can read them and try again. */
export const failure = (error: AppError): CallToolResult => ({
  isError: true,
  content: [{ type: "text", text: textOf(error) }],
});

function textOf({ code, message, hint, details }: AppError): string {
  const lines = [`${code}: ${message}`];
  if (hint !== undefined) lines.push(hint);
  if (details !== undefined) lines.push(`Details: ${JSON.stringify(details)}`);
  return lines.join("\n");
}
