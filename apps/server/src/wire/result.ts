import {
  CHART_KINDS,
  type ChartSpec,
  type ColumnStatistics,
  type FrameColumn,
  type JsonCell,
  type ResultSummary,
} from "@parlance/core";
import { z } from "zod";
import { dataType } from "./catalog.ts";

/** Any JSON value: which one, the column's type tells (see core's frame.ts). */
export const jsonCell: z.ZodType<JsonCell> = z.any();
export const jsonRows = z.array(z.array(jsonCell));

export const frameColumn: z.ZodType<FrameColumn> = z
  .object({ name: z.string(), type: dataType })
  .meta({ id: "ResultColumn" });

export const resultSummary: z.ZodType<ResultSummary> = z
  .object({
    resultId: z.string(),
    columns: z.array(frameColumn),
    rows: jsonRows.describe("The first page, up to 1,000 rows."),
    rowCount: z.number(),
    isTruncated: z.boolean().describe("True when a limit cut the result."),
    elapsedMs: z.number(),
  })
  .meta({ id: "ResultSummary" });

export const chartSpec: z.ZodType<ChartSpec> = z
  .object({
    kind: z.enum(CHART_KINDS),
    title: z.string().optional(),
    x: z.string().optional(),
    y: z.array(z.string()),
    series: z.string().optional(),
    isHorizontal: z.boolean().optional(),
    alternatives: z.array(z.enum(CHART_KINDS)),
  })
  .meta({ id: "ChartSpec" });

export const columnStatistics: z.ZodType<ColumnStatistics> = z
  .object({
    name: z.string(),
    count: z.number(),
    nulls: z.number(),
    distinct: z.number(),
    min: jsonCell.optional(),
    max: jsonCell.optional(),
    mean: z.number().optional(),
    median: z.number().optional(),
    stddev: z.number().optional(),
    sum: jsonCell.optional(),
    topValues: z.array(z.object({ value: jsonCell, count: z.number() })).optional(),
    histogram: z
      .array(z.object({ from: z.number(), to: z.number(), count: z.number() }))
      .optional()
      .describe("All rows of a number column, between round edges."),
  })
  .meta({ id: "ColumnStatistics" });
