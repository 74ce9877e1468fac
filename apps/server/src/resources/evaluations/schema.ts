import { z } from "zod";
import { EVALUATION_STATES, OUTCOMES } from "../../database/evaluation-tables.ts";
import { id } from "../../wire/source.ts";
import { timeZone } from "../ask/schema.ts";

const drafter = z.object({ id: z.string(), label: z.string() }).meta({ id: "Drafter" });

export const drafterList = z.object({ items: z.array(drafter) }).meta({ id: "DrafterList" });

const MAX_DRAFTERS = 8;

export const evaluationCreate = z.strictObject({
  drafters: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(MAX_DRAFTERS)
    .default(["engine"])
    .describe("Ids as GET /sources/{id}/drafters lists them."),
  timeZone: timeZone.optional(),
});

const tally = z
  .object({
    drafter: z.string(),
    label: z.string(),
    answers: z.number().describe("Questions put to it so far."),
    strict: z.number().describe("The same rows and columns."),
    tolerant: z.number().describe("All that was asked for, with columns beside it."),
    wrong: z.number(),
    unanswered: z.number().describe("It said that it does not know."),
    failed: z.number(),
    elapsedMs: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    costUsd: z.number().nullable(),
  })
  .meta({ id: "EvaluationTally" });

const facts = {
  id: z.string(),
  sourceId: z.string(),
  state: z.enum(EVALUATION_STATES),
  message: z.string().nullable(),
  sourceVersion: z.string(),
  questionCount: z.number(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  tallies: z.array(tally),
};

export const evaluationBody = z.object(facts).meta({ id: "Evaluation" });

export const evaluationList = z
  .object({ items: z.array(evaluationBody), nextCursor: z.string().nullable() })
  .meta({ id: "EvaluationList" });

export const evaluationWithAnswers = z
  .object({
    ...facts,
    answers: z.array(
      z.object({
        position: z.number(),
        drafter: z.string(),
        question: z.string(),
        goldSql: z.string(),
        sql: z.string().nullable(),
        verdict: z.string(),
        confidence: z.number(),
        draftedBy: z.string(),
        outcome: z.enum(OUTCOMES),
        message: z.string().nullable(),
        elapsedMs: z.number(),
        inputTokens: z.number(),
        outputTokens: z.number(),
        costUsd: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: "EvaluationWithAnswers" });

export const listQuery = z.object({
  cursor: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const differenceQuery = z.object({
  position: z.coerce.number().int().min(0),
  drafter: z.string().min(1).max(200),
});

const cells = z.array(z.array(z.unknown()));

export const differenceBody = z
  .object({
    columns: z.object({ right: z.array(z.string()), given: z.array(z.string()) }),
    right: cells.describe("Rows of the verified statement, as it is now."),
    given: cells.describe("Rows of the drafted statement, as it is now."),
    missing: cells.describe("Rows that should be there and are not; compared where both have as many columns."),
    extra: cells.describe("Rows that should not be there."),
    isCut: z.boolean().describe("More rows than are shown."),
  })
  .meta({ id: "EvaluationDifference" });

export type EvaluationCreate = z.output<typeof evaluationCreate>;
export type Evaluation = z.output<typeof evaluationBody>;
export type EvaluationWithAnswers = z.output<typeof evaluationWithAnswers>;
export type EvaluationDifference = z.output<typeof differenceBody>;
