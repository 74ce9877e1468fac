import { z } from "zod";
import { id } from "../../wire/source.ts";

const MAX_QUESTION = 2_000;
export const MAX_SQL = 100_000;

export const queryId = z.string().regex(/^[A-Za-z0-9_-]{8,128}$/, "8 to 128 letters, digits, - or _");

/** Names a running question or query, so that DELETE /queries/{id} can cancel it. */
export const queryHeaders = z.object({ "x-query-id": queryId.optional(), accept: z.string().optional() });

export const timeZone = z
  .string()
  .refine((zone) => isTimeZone(zone), "Not an IANA time zone such as Europe/Paris.")
  .optional()
  .describe('Zone in which "today" and "last month" are reckoned; the server\'s when absent.');

export const acceptCost = z
  .boolean()
  .default(false)
  .describe("Run it although the source expects it to cost more than the budget (QUERY_OVER_BUDGET).");

export const askBody = z.strictObject({
  sourceId: id,
  question: z.string().max(MAX_QUESTION),
  mode: z.enum(["run", "generate"]).default("run").describe("generate: SQL and explanation only, nothing is run."),
  previous: z
    .strictObject({ question: z.string().max(MAX_QUESTION), sql: z.string().max(MAX_SQL) })
    .optional()
    .describe("The question and statement shown before, which this one may refer to; a conversation brings its own."),
  reading: z
    .string()
    .max(MAX_SQL)
    .optional()
    .describe(
      "The sql of one of the alternatives that the answer to this very question offered: that reading is answered. Needs no right to write SQL.",
    ),
  conversationId: id
    .optional()
    .describe("The conversation this is asked in; its earlier messages are the context, and the answer is kept in it."),
  messageId: id
    .optional()
    .describe("Names the message in its conversation; asking again under the same name takes its place."),
  timeZone,
  acceptCost,
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
