import type { DateWindow, ModelUse, Receipt, ReceiptCondition, ReceiptJoin } from "@parlance/core";
import { z } from "zod";

const place = { start: z.number(), end: z.number() };
const condition: z.ZodType<ReceiptCondition> = z
  .object({ id: z.string(), words: z.string(), sql: z.string(), ...place })
  .meta({ id: "ReceiptCondition" });

const dateWindow: z.ZodType<DateWindow> = z
  .object({
    conditionIds: z.array(z.string()),
    column: z.string(),
    from: z.string().nullable().describe("Inclusive."),
    to: z.string().nullable().describe("Exclusive."),
    zone: z.string(),
    ...place,
  })
  .meta({ id: "DateWindow" });

const join: z.ZodType<ReceiptJoin> = z
  .object({
    table: z.string(),
    on: z.string(),
    kind: z.enum(["inner", "left", "right", "full", "cross"]),
    mayMultiply: z.boolean().nullable(),
    rowsIn: z.number().optional(),
    rowsOut: z.number().optional(),
  })
  .meta({ id: "ReceiptJoin" });

const modelUse: z.ZodType<ModelUse> = z
  .object({
    provider: z.string(),
    model: z.string(),
    calls: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    costUsd: z.number().optional(),
    disclosure: z.enum(["full", "schema", "aggregates", "nothing"]),
    promptTokens: z.number().optional(),
  })
  .meta({ id: "ModelUse" });

const instant = z.string().nullable();

export const receipt: z.ZodType<Receipt> = z
  .object({
    tables: z.array(z.string()),
    filters: z.array(z.string()),
    sourceVersion: z.string(),
    draftedBy: z.enum(["engine", "person", "model"]),
    isFromCache: z.boolean(),
    conditions: z.array(condition),
    dateWindow: dateWindow.nullable(),
    joins: z.array(join),
    droppedNulls: z
      .array(z.object({ by: z.enum(["figure", "condition"]), of: z.string(), rows: z.number() }))
      .nullable()
      .describe("Null until POST /asks/examine has counted."),
    definitions: z.array(
      z.object({
        kind: z.enum(["metric", "alias", "default-filter", "join", "verified"]),
        name: z.string(),
        meaning: z.string(),
      }),
    ),
    freshness: z.object({
      versionAt: instant,
      isLive: z.boolean(),
      dataFrom: instant,
      dataTo: instant,
      dataColumn: instant,
    }),
    isTruncated: z.boolean(),
    models: z.array(modelUse).describe("Every model that was told of the source; empty: nothing left the house."),
    limits: z
      .array(
        z
          .object({
            table: z.string(),
            hasFewerRows: z.boolean().describe("Rows were left out that the asker may not see."),
            maskedColumns: z.array(z.string()).describe("Columns whose values the asker sees masked or hashed."),
          })
          .meta({ id: "LimitedTable" }),
      )
      .optional()
      .describe("What the workspace's rules keep from whoever asked; absent where everything was seen."),
  })
  .meta({ id: "Receipt" });
