import { METRIC_FORMATS } from "@parlance/core";
import { z } from "zod";
import { FIGURES, named, phrase, prose, question, scalar, sqlText, unit } from "../entry-schema.ts";

/** The first line of every file, so that a later form can be told from this one. */
export const FORM = "knowledge/1";

const MAX_LIST = 5_000;
const phrases = z.array(phrase).min(1).max(200);

const condition = z.strictObject({
  column: named,
  is: z.union([scalar, z.array(scalar).min(1).max(200)]),
});
const conditions = z.array(condition).min(1).max(20);

const figure = z.strictObject({
  fn: z.enum(FIGURES),
  table: named,
  column: named.optional(),
  only: conditions.optional(),
});

const metric = z
  .strictObject({
    name: phrase,
    synonyms: phrases.max(20).optional(),
    description: prose.optional(),
    figure: figure.optional(),
    ratio: z.strictObject({ above: figure, below: figure }).optional(),
    expression: z.strictObject({ table: named, sql: sqlText }).optional(),
    grain: phrase.optional(),
    format: z.enum(METRIC_FORMATS).optional(),
    unit: unit.optional(),
  })
  .refine(({ figure: a, ratio: b, expression: c }) => [a, b, c].filter((one) => one !== undefined).length === 1, {
    message: "Give one of figure, ratio and expression.",
  });

const column = z.strictObject({
  description: prose.optional(),
  synonyms: phrases.optional(),
  hidden: z.literal(true).optional(),
  values: z
    .array(z.strictObject({ value: z.string().max(1_000), called: phrases }))
    .max(MAX_LIST)
    .optional(),
});

const table = z.strictObject({
  description: prose.optional(),
  synonyms: phrases.optional(),
  hidden: z.literal(true).optional(),
  usually: z.strictObject({ only: conditions, because: prose.optional() }).optional(),
  columns: z.record(named, column).optional(),
});

const end = z.strictObject({ table: named, column: named });

/** What a knowledge file holds. docs/how-to/write-knowledge.md explains it by example. */
export const knowledgeDocument = z.strictObject({
  parlance: z.literal(FORM),
  tables: z.record(named, table).optional(),
  metrics: z.array(metric).max(MAX_LIST).optional(),
  joins: z
    .array(z.strictObject({ from: end, to: end, role: phrase.optional() }))
    .max(MAX_LIST)
    .optional(),
  glossary: z
    .array(z.strictObject({ term: phrase, text: prose }))
    .max(MAX_LIST)
    .optional(),
  verified: z
    .array(z.strictObject({ question, sql: sqlText }))
    .max(MAX_LIST)
    .optional(),
});

export type KnowledgeDocument = z.output<typeof knowledgeDocument>;
export type DocumentMetric = z.output<typeof metric>;
export type DocumentFigure = z.output<typeof figure>;
export type DocumentTable = z.output<typeof table>;
export type DocumentColumn = z.output<typeof column>;
export type DocumentCondition = z.output<typeof condition>;
