import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { MAX_SQL } from "../../resources/ask/schema.ts";
import { id } from "../../wire/source.ts";
import type { OpenCall } from "./call.ts";
import { cappedRows, maxRows, rowsShape } from "./capped-rows.ts";
import { defineTool } from "./define-tool.ts";
import { rowsText } from "./rows-text.ts";
import { reply } from "./tool-reply.ts";

const input = z.strictObject({
  sourceId: id.describe("From list_sources."),
  sql: z.string().min(1).max(MAX_SQL).describe("One SELECT statement in the source's own dialect."),
  maxRows,
  acceptCost: z
    .boolean()
    .default(false)
    .describe("Only after QUERY_OVER_BUDGET, and only when the person agrees to what it costs."),
});

const output = z.object({
  sql: z.string().describe("The statement as it ran, limits included."),
  tables: z.array(z.string()),
  ...rowsShape,
});

export function addRunSql(server: McpServer, open: OpenCall): void {
  defineTool(server, open, {
    name: "run_sql",
    title: "Run one SELECT statement",
    description:
      "Runs one read-only statement. A parser of the source's own dialect refuses everything that writes, reads files or settings, or touches tables the caller may not read; the refusal names its rule.",
    input,
    output,
    run: async ({ maxRows: wanted, ...statement }, { desk, report, signal }) => {
      const { sql, tables, result } = await desk.runSql(statement, report, signal);
      const rows = cappedRows(result, wanted);
      return reply({ sql, tables: [...tables], ...rows }, rowsText(rows));
    },
  });
}
