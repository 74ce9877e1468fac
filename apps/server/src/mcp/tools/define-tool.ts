import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { z } from "zod";
import { toAppError } from "../../plugins/errors.ts";
import type { Call, CallExtra, OpenCall } from "./call.ts";
import { failure, READS_ONLY } from "./tool-reply.ts";

interface Tool<Input extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: z.ZodObject;
  run(input: z.output<Input>, call: Call): Promise<CallToolResult>;
}

/** Adds a tool. What it throws is answered as one of our errors; text of unknown ones stays inside. */
export function defineTool<Input extends z.ZodObject>(server: McpServer, open: OpenCall, tool: Tool<Input>): void {
  const { name, title, description, input, output } = tool;
  const callback = async (given: unknown, extra: CallExtra): Promise<CallToolResult> => {
    const call = open(extra);
    try {
      return await tool.run(input.parse(given), call);
    } catch (error) {
      const appError = toAppError(error);
      call.failed(appError);
      return failure(appError);
    }
  };
  const config = { title, description, inputSchema: input, outputSchema: output, annotations: READS_ONLY };
  server.registerTool<z.ZodObject, z.ZodObject>(name, config, callback);
}
