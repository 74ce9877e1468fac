import { CHART_KINDS, EXPORT_FORMATS, type ResultFilter, type ResultSort } from "@parlance/core";
import { z } from "zod";
import { columnStatistics, frameColumn, jsonRows } from "../../wire/result.ts";

const resultFilter: z.ZodType<ResultFilter> = z.strictObject({
  column: z.string().max(1000),
  operator: z.enum(["eq", "ne", "lt", "lte", "gt", "gte", "contains", "isNull", "isNotNull"]),
  value: z.string().max(10_000).optional(),
});

/** "col:desc,col2:asc"; commas and colons inside a column name are escaped as %2C and %3A. */
const sortText = z
  .string()
  .max(2000)
  .transform((text, context): ResultSort[] =>
    text.split(",").flatMap((part) => parseSort(part) ?? refuse(context, part)),
  )
  .describe('Such as "amount:desc,name:asc"; names are percent-encoded.');

const filterText = z
  .string()
  .max(50_000)
  .transform((text, context): ResultFilter[] => {
    const parsed = z.array(resultFilter).max(50).safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: "Not a JSON list of {column, operator, value}." });
    return z.NEVER;
  })
  .describe("JSON list of {column, operator, value}; operator: eq ne lt lte gt gte contains isNull isNotNull.");

const view = { sort: sortText.optional(), filter: filterText.optional() };

export const resultParameter = z.object({ id: z.uuid() });

export const rowsQuery = z.object({
  offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  ...view,
});

export const chartQuery = z.object({ kind: z.enum(CHART_KINDS).optional() });

export const exportQuery = z.object({
  format: z.enum(EXPORT_FORMATS).default("csv"),
  formulaSafe: z
    .enum(["true", "false"])
    .default("true")
    .describe("Keeps spreadsheets from running cells that look like formulas."),
  ...view,
});

export const resultRows = z
  .object({ columns: z.array(frameColumn), rows: jsonRows, rowCount: z.number().describe("Rows after filters.") })
  .meta({ id: "ResultRows" });

export const statisticsList = z.object({ items: z.array(columnStatistics) }).meta({ id: "ResultStatistics" });

export type ResultRows = z.output<typeof resultRows>;
export type RowsQuery = z.output<typeof rowsQuery>;
export type ExportQuery = z.output<typeof exportQuery>;

function parseSort(part: string): ResultSort | null {
  const [, name, direction] = /^(.+?)(?::(asc|desc))?$/.exec(part) ?? [];
  if (name === undefined) return null;
  try {
    return { column: decodeURIComponent(name), direction: direction === "desc" ? "desc" : "asc" };
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function refuse(context: z.RefinementCtx, part: string): never {
  context.addIssue({ code: "custom", message: `"${part.slice(0, 50)}" does not name a column and a direction.` });
  return z.NEVER;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
