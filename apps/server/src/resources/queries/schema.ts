import { z } from "zod";
import { receipt } from "../../wire/receipt.ts";
import { chartSpec, resultSummary } from "../../wire/result.ts";
import { id } from "../../wire/source.ts";
import { insight, remedy, trust } from "../../wire/trust.ts";
import { acceptCost, MAX_SQL, queryId } from "../ask/schema.ts";

const statement = { sourceId: id, sql: z.string().min(1).max(MAX_SQL) };
export const queryBody = z.strictObject({ ...statement, acceptCost });
export const statementBody = z.strictObject(statement);

export const queryParameter = z.object({ id: queryId });

export const queryAnswer = z
  .object({
    result: resultSummary,
    chart: chartSpec,
    sql: z.string().describe("The statement as it ran, limits included."),
    tables: z.array(z.string()),
    trust,
    receipt: receipt.nullable(),
    insights: z.array(insight).readonly(),
    notes: z.array(z.string()).describe("What plugins of this server have to say of the statement."),
    remedies: z.array(remedy).readonly().describe("Statements that would find something where this one found nothing."),
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

const amount = z.number().optional();

export const costAnswer = z
  .object({
    estimate: z
      .object({ rows: amount, bytes: amount, plan: z.string().optional().describe("The source's own plan.") })
      .nullable()
      .describe("What the source expects; null where it cannot tell."),
    budget: z.object({ maxRows: z.number(), maxBytes: z.number() }),
    isOverBudget: z.boolean().describe("It is run only with acceptCost: true."),
  })
  .meta({ id: "QueryCost" });

export type CostAnswer = z.output<typeof costAnswer>;
export type QueryAnswer = z.output<typeof queryAnswer>;
export type CheckAnswer = z.output<typeof checkAnswer>;
