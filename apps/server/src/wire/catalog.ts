import {
  type Catalog,
  type Column,
  type DataType,
  DIALECTS,
  type ForeignKey,
  type Table,
  TYPE_KINDS,
} from "@parlance/core";
import { z } from "zod";

export const dataType: z.ZodType<DataType> = z
  .object({
    kind: z.enum(TYPE_KINDS),
    native: z.string().describe("The source's own spelling of the type."),
    precision: z.number().optional(),
    scale: z.number().optional(),
  })
  .meta({ id: "DataType" });

const profile = z
  .object({
    rows: z.number(),
    nulls: z.number(),
    distinct: z.number(),
    distinctIsExact: z.boolean(),
    min: z.string().optional(),
    max: z.string().optional(),
    mean: z.number().optional(),
    topValues: z.array(z.object({ value: z.string(), count: z.number() })),
    histogram: z.array(z.object({ from: z.number(), to: z.number(), count: z.number() })).optional(),
    sampledRows: z.number().optional().describe("Rows behind the estimates; absent when every row was read."),
  })
  .meta({ id: "ColumnProfile" });

const column: z.ZodType<Column> = z
  .object({
    name: z.string(),
    type: dataType,
    nullable: z.boolean(),
    comment: z.string().optional(),
    profile: profile.optional(),
    masking: z.enum(["mask", "hash"]).optional().describe("A rule keeps the caller from the values as they are."),
  })
  .meta({ id: "Column" });

const foreignKey: z.ZodType<ForeignKey> = z
  .object({
    columns: z.array(z.string()),
    refTable: z.string(),
    refColumns: z.array(z.string()),
    origin: z.enum(["declared", "inferred"]),
    confidence: z.number(),
    evidence: z.string().optional(),
  })
  .meta({ id: "ForeignKey" });

export const tableBody: z.ZodType<Table> = z
  .object({
    name: z.string(),
    schema: z.string().optional(),
    kind: z.enum(["table", "view"]),
    comment: z.string().optional(),
    columns: z.array(column),
    primaryKey: z.array(z.string()),
    primaryKeyOrigin: z.enum(["declared", "inferred"]).optional(),
    foreignKeys: z.array(foreignKey),
    indexes: z
      .array(z.object({ name: z.string(), columns: z.array(z.string()), isUnique: z.boolean() }))
      .optional()
      .describe("Without that of the primary key; absent where the source has none or does not tell."),
    rowCount: z.number().optional(),
    samples: z.array(z.array(z.unknown())).optional(),
  })
  .meta({ id: "Table" });

export const catalogBody: z.ZodType<Catalog> = z
  .object({ dialect: z.enum(DIALECTS), version: z.string(), tables: z.array(tableBody) })
  .meta({ id: "Catalog" });
