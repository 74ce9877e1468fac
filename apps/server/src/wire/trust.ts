import {
  CHECK_IDS,
  CHECK_STATES,
  INSIGHT_KINDS,
  type Insight,
  type Remedy,
  TRUST_LEVELS,
  type Trust,
  type TrustCheck,
} from "@parlance/core";
import { z } from "zod";

const check: z.ZodType<TrustCheck> = z
  .object({
    id: z.enum(CHECK_IDS),
    state: z.enum(CHECK_STATES),
    why: z.string(),
    evidence: z.array(z.string()),
  })
  .meta({ id: "TrustCheck" });

export const trust: z.ZodType<Trust> = z
  .object({
    level: z.enum(TRUST_LEVELS).describe("From the checks alone, by fixed rules; never a model's opinion."),
    summary: z.string(),
    checks: z.array(check),
    isExamined: z.boolean().describe("False until POST /asks/examine has made the checks that ask the source again."),
  })
  .meta({ id: "Trust" });

export const insight: z.ZodType<Insight> = z
  .object({
    kind: z.enum(INSIGHT_KINDS),
    sentence: z.string(),
    columns: z.array(z.string()),
    effect: z.number(),
    pValue: z.number().optional().describe("Corrected for all tests made on the result."),
    test: z.string(),
    sample: z.number(),
  })
  .meta({ id: "Insight" });

export const remedy: z.ZodType<Remedy> = z
  .object({ id: z.string(), title: z.string(), why: z.string(), sql: z.string() })
  .meta({ id: "Remedy" });
