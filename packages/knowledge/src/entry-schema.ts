import {
  type AliasBody,
  type DescriptionBody,
  type FilterBody,
  type HiddenBody,
  type JoinBody,
  type KnowledgeBody,
  METRIC_FORMATS,
  type Metric,
  type MetricBody,
  type MetricCondition,
  type MetricFigure,
  PLAIN_LINE,
  type TermBody,
  type VerifiedBody,
} from "@parlance/core";
import { z } from "zod";

const MAX_PHRASE = 100;
const MAX_TEXT = 2_000;
const MAX_QUESTION = 2_000;
const MAX_SQL = 20_000;

export const named = z.string().min(1).max(256);
export const phrase = z
  .string()
  .trim()
  .min(1)
  .max(MAX_PHRASE)
  .regex(/[\p{L}\p{N}]/u, "No letter or digit in it.")
  .regex(PLAIN_LINE, "No control characters.");
export const prose = z.string().trim().min(1).max(MAX_TEXT);
export const question = z.string().trim().min(1).max(MAX_QUESTION);
export const sqlText = z.string().trim().min(1).max(MAX_SQL);
export const unit = z.string().trim().min(1).max(20);
const columnRef = z.strictObject({ table: named, column: named });

export const scalar = z.union([z.string().max(1_000), z.number(), z.boolean()]);
export const condition: z.ZodType<MetricCondition> = z
  .strictObject({ column: named, isOneOf: z.array(scalar).min(1).max(200) })
  .meta({ id: "KnowledgeCondition" });
const conditions = z.array(condition).min(1).max(20);

export const FIGURES = ["sum", "avg", "min", "max", "median", "count"] as const;
const figure: z.ZodType<MetricFigure> = z
  .strictObject({
    kind: z.literal("figure"),
    fn: z.enum(FIGURES),
    table: named,
    column: named.optional().describe("Rows are counted where it is left out."),
    only: conditions.optional().describe("Only rows that meet all of these enter."),
  })
  .refine((one) => one.fn === "count" || one.column !== undefined, {
    message: "Say which column.",
    path: ["column"],
  })
  .meta({ id: "KnowledgeFigure" });

export const metric: z.ZodType<Metric> = z
  .union([
    figure,
    z.strictObject({ kind: z.literal("ratio"), above: figure, below: figure }),
    z.strictObject({
      kind: z.literal("expression"),
      table: named,
      sql: sqlText.describe("One value over the rows of the table, such as SUM(price * quantity)."),
    }),
  ])
  .meta({ id: "KnowledgeMetric" });

const description: z.ZodType<DescriptionBody> = z.strictObject({
  kind: z.literal("description"),
  table: named,
  column: named.optional(),
  text: prose,
});

const alias: z.ZodType<AliasBody> = z.strictObject({
  kind: z.literal("alias"),
  phrase,
  target: z.union([
    z.strictObject({ kind: z.literal("table"), table: named }),
    z.strictObject({ kind: z.literal("column"), table: named, column: named }),
    z.strictObject({ kind: z.literal("value"), table: named, column: named, value: z.string().max(1_000) }),
  ]),
});

const metricBody: z.ZodType<MetricBody> = z.strictObject({
  kind: z.literal("metric"),
  name: phrase,
  synonyms: z.array(phrase).max(20).optional(),
  description: prose.optional(),
  definition: metric,
  grain: phrase.optional(),
  format: z.enum(METRIC_FORMATS).optional(),
  unit: unit.optional(),
});

const join: z.ZodType<JoinBody> = z.strictObject({
  kind: z.literal("join"),
  from: columnRef,
  to: columnRef,
  role: phrase.optional(),
});

const term: z.ZodType<TermBody> = z.strictObject({ kind: z.literal("term"), term: phrase, text: prose });

const filter: z.ZodType<FilterBody> = z.strictObject({
  kind: z.literal("filter"),
  table: named,
  only: conditions,
  text: prose.optional(),
});

const hidden: z.ZodType<HiddenBody> = z.strictObject({
  kind: z.literal("hidden"),
  table: named,
  column: named.optional(),
});

const verified: z.ZodType<VerifiedBody> = z.strictObject({
  kind: z.literal("verified"),
  question,
  sql: sqlText,
});

/** One thing written down about a source, without who and when. */
export const knowledgeBody: z.ZodType<KnowledgeBody> = z
  .union([description, alias, metricBody, join, term, filter, hidden, verified])
  .meta({ id: "KnowledgeBody" });
