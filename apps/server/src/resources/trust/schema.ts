import type { ChangedCell, Examination, RunComparison, StatementEdit } from "@parlance/ask";
import type { UsedDefinition } from "@parlance/core";
import { z } from "zod";
import { answerBody } from "../../wire/answer.ts";
import { receipt } from "../../wire/receipt.ts";
import { frameColumn, jsonCell, jsonRows } from "../../wire/result.ts";
import { id } from "../../wire/source.ts";
import { insight, remedy, trust } from "../../wire/trust.ts";
import { MAX_SQL, timeZone } from "../ask/schema.ts";

const MAX_QUESTION = 2_000;
const MAX_EDITS = 20;
const MAX_ROWS = 1_000;

const sql = z.string().min(1).max(MAX_SQL);
const question = z
  .string()
  .max(MAX_QUESTION)
  .default("")
  .describe("The question that the statement answers; empty for a person's own statement.");

export const examineBody = z.strictObject({ sourceId: id, sql, question, timeZone });

export const examination: z.ZodType<Examination> = z
  .object({ trust, receipt, remedies: z.array(remedy), insights: z.array(insight) })
  .meta({ id: "Examination" });

export const followUps = z
  .object({ followUps: z.array(z.object({ question: z.string(), sql: z.string() })).readonly() })
  .meta({ id: "FollowUps" });

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "A day such as 2025-03-31.")
  .nullable();

const edit: z.ZodType<StatementEdit> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("removeCondition"), id: z.string().describe("As in Receipt.conditions.") }),
  z.strictObject({
    kind: z.literal("setDateWindow"),
    column: z.string().max(200).optional().describe('"table.column"; needed where the statement has no window yet.'),
    from: day.describe("Inclusive; null leaves it open."),
    to: day.describe("Exclusive; null leaves it open."),
  }),
  z.strictObject({
    kind: z.literal("setJoin"),
    id: z.string().describe("j1 is the first of Receipt.joins."),
    join: z.enum(["inner", "left"]).describe("left keeps rows without a match."),
  }),
  z.strictObject({
    kind: z.literal("keepMissing"),
    by: z.enum(["figure", "condition"]).describe("A figure takes them as 0; a condition lets their rows pass."),
    of: z.string().min(1).max(2_000).describe("As in Receipt.droppedNulls."),
  }),
]);

export const editBody = z.strictObject({ sourceId: id, sql, edits: z.array(edit).min(1).max(MAX_EDITS), timeZone });
export const editAnswer = z.object({ sql: z.string() }).meta({ id: "EditedStatement" });

const definition: z.ZodType<UsedDefinition> = z.strictObject({
  kind: z.enum(["metric", "alias", "default-filter", "join", "verified"]),
  name: z.string().max(500),
  meaning: z.string().max(5_000),
});

export const compareBody = z.strictObject({
  sourceId: id,
  question,
  timeZone,
  before: z
    .strictObject({
      sql,
      columns: z.array(frameColumn).max(500),
      rows: jsonRows.max(MAX_ROWS),
      rowCount: z.number().int().min(0),
      sourceVersion: z.string().max(500),
      definitions: z.array(definition).max(100),
    })
    .describe("The old answer, as it was given."),
});

const changedCell: z.ZodType<ChangedCell> = z.object({
  key: z.array(jsonCell),
  column: z.string(),
  before: jsonCell,
  after: jsonCell,
});

const comparison: z.ZodType<RunComparison> = z
  .object({
    isSame: z.boolean(),
    reasons: z.array(z.enum(["data", "definition", "sql"])),
    summary: z.string(),
    keyColumns: z.array(z.string()).describe("Columns by which rows were matched; empty when whole rows were."),
    added: jsonRows,
    removed: jsonRows,
    changed: z.array(changedCell),
    isCapped: z.boolean(),
    counts: z.object({ added: z.number(), removed: z.number(), changed: z.number() }),
  })
  .meta({ id: "RunComparison" });

export const compareAnswer = z.object({ answer: answerBody, comparison }).meta({ id: "RerunAnswer" });
