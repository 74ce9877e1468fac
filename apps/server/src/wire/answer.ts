import type { Answer, Reading, Receipt, Span } from "@parlance/core";
import { z } from "zod";
import { chartSpec, resultSummary } from "./result.ts";

export const span: z.ZodType<Span> = z
  .object({
    start: z.number(),
    end: z.number(),
    role: z.enum([
      "table",
      "column",
      "value",
      "number",
      "date",
      "operator",
      "aggregate",
      "order",
      "limit",
      "group",
      "negation",
      "unused",
    ]),
    meaning: z.string().optional(),
  })
  .meta({ id: "Span" });

export const reading: z.ZodType<Reading> = z
  .object({
    sql: z.string(),
    explanation: z.string(),
    confidence: z.number(),
    assumptions: z.array(z.string()),
    difference: z.string().optional(),
  })
  .meta({ id: "Reading" });

const receipt: z.ZodType<Receipt> = z
  .object({
    tables: z.array(z.string()),
    filters: z.array(z.string()),
    sourceVersion: z.string(),
    draftedBy: z.enum(["engine", "person", "model"]),
    isFromCache: z.boolean(),
  })
  .meta({ id: "Receipt" });

export const answerBody: z.ZodType<Answer> = z
  .object({
    question: z.string(),
    verdict: z.enum(["answer", "confirm", "ask", "handover"]),
    confidence: z.number(),
    sentence: z.string(),
    sql: z.string().nullable(),
    explanation: z.string(),
    assumptions: z.array(z.string()),
    spans: z.array(span),
    alternatives: z.array(reading),
    suggestions: z.array(z.string()),
    result: resultSummary.nullable(),
    chart: chartSpec.nullable(),
    receipt: receipt.nullable(),
  })
  .meta({ id: "Answer" });
