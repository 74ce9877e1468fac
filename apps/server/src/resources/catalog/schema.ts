import { z } from "zod";
import { frameColumn, jsonRows } from "../../wire/result.ts";
import { id } from "../../wire/source.ts";

export const tableParameters = z.object({ id, table: z.string().min(1).max(256) });

export const tableRowsQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) });

export const tableRows = z.object({ columns: z.array(frameColumn), rows: jsonRows }).meta({ id: "TableRows" });

export const suggestionList = z.object({ items: z.array(z.string()) }).meta({ id: "Suggestions" });
