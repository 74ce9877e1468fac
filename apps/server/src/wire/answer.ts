import type { Answer, Reading, Span } from "@parlance/core";
import { z } from "zod";
import { receipt } from "./receipt.ts";
import { chartSpec, resultSummary } from "./result.ts";
import { insight, remedy, trust } from "./trust.ts";

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
    trust,
    insights: z.array(insight),
    remedies: z.array(remedy),
  })
  .meta({ id: "Answer" });
