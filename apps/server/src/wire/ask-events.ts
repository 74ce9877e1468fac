import type { AskEvent } from "@parlance/ask";
import { z } from "zod";
import { answerBody, reading, span } from "./answer.ts";
import { chartSpec, frameColumn, jsonRows } from "./result.ts";
import { insight } from "./trust.ts";

/** What each event of a question carries, by its name. Keys that are not named here stay inside the server. */
export const askEvents = {
  intent: z.object({ intent: z.enum(["data", "sql", "schema", "help", "change", "unclear"]) }),
  model: z.object({ provider: z.string(), model: z.string() }),
  plan: z.object({
    verdict: z.enum(["answer", "confirm", "ask", "handover"]),
    confidence: z.number(),
    explanation: z.string(),
    assumptions: z.array(z.string()),
    spans: z.array(span),
    alternatives: z.array(reading),
  }),
  sql: z.object({ sql: z.string() }),
  columns: z.object({ resultId: z.string(), columns: z.array(frameColumn) }),
  rows: z.object({ rows: jsonRows }),
  chart: chartSpec,
  answer: z.object({ sentence: z.string() }),
  insights: z.array(insight),
  done: answerBody,
} satisfies Record<AskEvent["event"], z.ZodType>;

/** An event's data as it leaves. Only a plan holds more inside than outside; the others are sent as they are. */
export const toWireEvent = ({ event, data }: AskEvent): unknown =>
  event === "plan" ? askEvents.plan.parse(data) : data;
