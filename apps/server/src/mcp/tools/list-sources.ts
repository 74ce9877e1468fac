import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { DIALECTS } from "@parlance/core";
import { z } from "zod";
import type { DeskSource } from "../desk.ts";
import type { OpenCall } from "./call.ts";
import { defineTool } from "./define-tool.ts";
import { reply } from "./tool-reply.ts";

const output = z.object({
  sources: z.array(
    z.object({
      sourceId: z.string(),
      name: z.string(),
      workspace: z.string(),
      dialect: z.enum(DIALECTS).describe("The SQL that run_sql takes."),
      status: z.enum(["connected", "syncing", "error", "disconnected"]),
      tableCount: z.number(),
      rowCount: z.number(),
    }),
  ),
});

export function addListSources(server: McpServer, open: OpenCall): void {
  defineTool(server, open, {
    name: "list_sources",
    title: "List data sources",
    description: "Lists the data sources the caller may ask, with the ids that the other tools take.",
    input: z.strictObject({}),
    output,
    run: async (_input, { desk }) => {
      const sources = await desk.sources();
      return reply({ sources: sources.map(toListed) }, textOf(sources));
    },
  });
}

const toListed = ({ id, name, workspace, dialect, status, tableCount, rowCount }: DeskSource) => ({
  sourceId: id,
  name,
  workspace,
  dialect,
  status,
  tableCount,
  rowCount,
});

const textOf = (sources: readonly DeskSource[]): string =>
  sources.length === 0
    ? "There are no sources yet."
    : sources
        .map(
          ({ id, name, workspace, dialect, tableCount, rowCount }) =>
            `${id}\t${name} (${workspace}; ${dialect}; ${tableCount} tables, ${rowCount} rows)`,
        )
        .join("\n");
