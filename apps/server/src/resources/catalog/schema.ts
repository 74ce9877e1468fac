import { z } from "zod";
import { frameColumn, jsonRows } from "../../wire/result.ts";
import { id } from "../../wire/source.ts";

export const tableParameters = z.object({ id, table: z.string().min(1).max(256) });

export const tableRowsQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) });

export const tableRows = z.object({ columns: z.array(frameColumn), rows: jsonRows }).meta({ id: "TableRows" });

const tableFacts = z
  .object({
    name: z.string(),
    schema: z.string().optional(),
    kind: z.enum(["table", "view"]),
    comment: z.string().optional(),
    rowCount: z.number().optional(),
    columns: z.array(z.string()),
    primaryKey: z.array(z.string()),
    foreignKeys: z.array(
      z.object({
        columns: z.array(z.string()),
        refTable: z.string(),
        refColumns: z.array(z.string()),
        origin: z.enum(["declared", "inferred"]),
        confidence: z.number(),
      }),
    ),
  })
  .meta({ id: "TableFacts" });

export const tableList = z
  .object({ version: z.string(), items: z.array(tableFacts), nextCursor: z.string().nullable() })
  .meta({ id: "TableList" });

export type TableFacts = z.output<typeof tableFacts>;

export const suggestionList = z.object({ items: z.array(z.string()) }).meta({ id: "Suggestions" });
