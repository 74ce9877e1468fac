import { z } from "zod";
import { chartSpec, resultSummary } from "../../wire/result.ts";
import { id } from "../../wire/source.ts";
import { MAX_SQL, queryId } from "../ask/schema.ts";

export const queryBody = z.strictObject({ sourceId: id, sql: z.string().min(1).max(MAX_SQL) });

export const queryParameter = z.object({ id: queryId });

export const queryAnswer = z
  .object({
    result: resultSummary,
    chart: chartSpec,
    sql: z.string().describe("The statement as it ran, limits included."),
    tables: z.array(z.string()),
  })
  .meta({ id: "QueryAnswer" });

export const checkAnswer = z
  .object({
    isAllowed: z.boolean(),
    refusal: z
      .object({
        rule: z.string().describe("Stable name of the rule."),
        message: z.string(),
        position: z.number().optional().describe("UTF-16 offset into the SQL."),
      })
      .optional(),
  })
  .meta({ id: "QueryCheck" });

export type QueryAnswer = z.output<typeof queryAnswer>;
export type CheckAnswer = z.output<typeof checkAnswer>;
