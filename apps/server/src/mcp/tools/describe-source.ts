import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { id } from "../../wire/source.ts";
import { describeCatalog, describedCatalog } from "../describe-catalog.ts";
import { describedText } from "../described-text.ts";
import type { OpenCall } from "./call.ts";
import { defineTool } from "./define-tool.ts";
import { reply } from "./tool-reply.ts";

const input = z.strictObject({
  sourceId: id.describe("From list_sources."),
  tables: z.array(z.string().min(1).max(256)).max(50).optional().describe("Only these, in full."),
  search: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Only tables that have these words in their name, comment or columns."),
  includeSamples: z.boolean().default(true).describe("A few values of each column."),
});

export function addDescribeSource(server: McpServer, open: OpenCall): void {
  defineTool(server, open, {
    name: "describe_source",
    title: "Describe a data source",
    description:
      "Tables with columns, types, keys, comments and a few sample values. Of a large source only what fits is described in full and the other tables are named: ask for those by name or search.",
    input,
    output: describedCatalog,
    run: async ({ sourceId, ...wanted }, { desk }) => {
      const described = describeCatalog(await desk.catalog(sourceId), wanted);
      return reply(described, describedText(described));
    },
  });
}
