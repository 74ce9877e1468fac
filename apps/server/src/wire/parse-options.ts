import { FILE_KINDS, type IngestWarning, type ParseOptions } from "@parlance/core";
import { z } from "zod";

const columnType = z.enum(["text", "integer", "decimal", "double", "boolean", "date", "timestamp"]);

/** How a file is read. Unknown fields are refused, so that a misspelt option is not silently ignored. */
export const parseOptions: z.ZodType<ParseOptions> = z
  .strictObject({
    csv: z
      .strictObject({
        delimiter: z.string().min(1).max(8),
        quote: z.string().max(1),
        escape: z.string().max(1),
        encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
        hasHeader: z.boolean(),
        skipLines: z.number().int().min(0).max(100_000),
        decimalSeparator: z.enum([".", ","]),
        thousandsSeparator: z.enum(["", ",", ".", " ", "'"]),
        dateOrder: z.enum(["ymd", "dmy", "mdy"]),
        nullWords: z.array(z.string().max(100)).max(100),
      })
      .partial()
      .optional(),
    sheets: z
      .strictObject({
        sheets: z.array(z.string().max(255)).max(1000).optional(),
        headerRow: z.record(z.string(), z.number().int().min(1).max(1_048_576)).optional(),
      })
      .optional(),
    json: z
      .strictObject({ nested: z.enum(["flatten", "keep"]), recordsPath: z.string().max(1000) })
      .partial()
      .optional(),
    totalsRow: z
      .enum(["leaveOut", "keep"])
      .optional()
      .describe("A last row that is called a total and adds up those above it; left out unless it is to be kept."),
    columnTypes: z.record(z.string(), z.record(z.string(), columnType)).optional(),
  })
  .meta({ id: "ParseOptions" });

export const fileKind = z.enum(FILE_KINDS);

export const ingestWarning: z.ZodType<IngestWarning> = z
  .object({
    table: z.string().optional(),
    row: z.number().optional(),
    column: z.string().optional(),
    message: z.string(),
  })
  .meta({ id: "IngestWarning" });
