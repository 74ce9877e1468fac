import { z } from "zod";
import { id } from "../../wire/source.ts";

const name = z.string().max(1_000);

export const tableDrift = z
  .object({
    table: z.string().nullable().describe("The table that is there; null for one that is new."),
    incoming: z.string().nullable().describe("The table that comes in; null for one that is gone."),
    rowsBefore: z.number(),
    rowsIncoming: z.number(),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    retyped: z.array(z.object({ column: z.string(), from: z.string(), to: z.string() })),
    suggestions: z
      .array(z.object({ from: z.string(), to: z.string(), confidence: z.number() }))
      .describe("Columns that were probably renamed: send them back as mapping to keep the old name."),
  })
  .meta({ id: "TableDrift" });

export const fileChange = z
  .object({
    id: z.string(),
    sourceId: z.string(),
    fileId: z.string(),
    mode: z.enum(["replace", "append"]),
    fileName: z.string(),
    tables: z.array(tableDrift),
  })
  .meta({ id: "FileChange" });

export const changeParameters = z.object({ id, changeId: id });

export const changeConfirm = z.strictObject({
  mapping: z
    .record(name, z.record(name, name))
    .default({})
    .describe("Per table that is there: column of the new file -> the name it shall keep."),
});

export type FileChange = z.output<typeof fileChange>;
export type ColumnMapping = z.output<typeof changeConfirm>["mapping"];
