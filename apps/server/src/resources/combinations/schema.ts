import { z } from "zod";
import { id, sourceName } from "../../wire/source.ts";
import { uploadKey } from "../uploads/schema.ts";

const MAX_MEMBERS = 8;
const MAX_JOINS = 50;

const columnName = z.string().min(1).max(1_000);

export const joinColumn = z.strictObject({ sourceId: id, table: columnName, column: columnName });

export const declaredJoin = z
  .strictObject({ from: joinColumn, to: joinColumn })
  .describe("Two columns that belong together. `to` is the one whose values do not repeat.");

const members = z
  .array(id)
  .min(2)
  .max(MAX_MEMBERS)
  .refine((ids) => new Set(ids).size === ids.length, "A source is named twice.")
  .describe("Sources of this workspace, or of a demo.");

export const combinationCreate = z.strictObject({
  workspaceId: id.default("mine"),
  name: sourceName,
  sourceIds: members,
  joins: z.array(declaredJoin).max(MAX_JOINS).default([]),
});

export const combinationChange = z.strictObject({
  sourceIds: members,
  joins: z.array(declaredJoin).max(MAX_JOINS),
});

export const combinationBody = z
  .object({
    sourceId: z.string(),
    members: z.array(
      z.object({
        sourceId: z.string(),
        name: z.string().nullable().describe("null: the source is gone."),
        sendsKeys: z.boolean().describe("As the source's own: PATCH /sources/{id} changes it."),
        tables: z
          .array(z.object({ name: z.string(), table: z.string() }))
          .describe("name: as questions and SQL call it."),
      }),
    ),
    joins: z.array(declaredJoin),
    found: z
      .array(
        z.object({
          table: z.string(),
          column: z.string(),
          refTable: z.string(),
          refColumn: z.string(),
          confidence: z.number(),
          evidence: z.string(),
        }),
      )
      .describe("Joins between its members that were found by names and values."),
  })
  .meta({ id: "Combination" });

export const createHeaders = z.object({ "idempotency-key": uploadKey.optional() });
export const changeHeaders = z.object({ "if-match": z.string().optional() });

export type CombinationCreate = z.output<typeof combinationCreate>;
export type CombinationChange = z.output<typeof combinationChange>;
export type Combination = z.output<typeof combinationBody>;
