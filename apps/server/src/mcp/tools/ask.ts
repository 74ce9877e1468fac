import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { type Answer, CHECK_IDS, type Reading, TRUST_LEVELS, type Trust } from "@parlance/core";
import { z } from "zod";
import { MAX_SQL, timeZone } from "../../resources/ask/schema.ts";
import { id } from "../../wire/source.ts";
import type { OpenCall } from "./call.ts";
import { cappedRows, maxRows, rowsShape } from "./capped-rows.ts";
import { defineTool } from "./define-tool.ts";
import { rowsText } from "./rows-text.ts";
import { reply } from "./tool-reply.ts";

const MAX_QUESTION = 2_000;

const input = z.strictObject({
  sourceId: id.describe("From list_sources."),
  question: z.string().min(1).max(MAX_QUESTION).describe("In plain language, as a person would ask it."),
  mode: z.enum(["run", "generate"]).default("run").describe("generate: the SQL and its explanation, nothing is run."),
  previous: z
    .strictObject({ question: z.string().max(MAX_QUESTION), sql: z.string().max(MAX_SQL) })
    .optional()
    .describe("The question and SQL that this one follows up on."),
  reading: z
    .string()
    .max(MAX_SQL)
    .optional()
    .describe("The sql of the alternative that the person chose, with the same question again."),
  timeZone,
  maxRows,
  acceptCost: z
    .boolean()
    .default(false)
    .describe("Only after QUERY_OVER_BUDGET, and only when the person agrees to what it costs."),
});

const output = z.object({
  verdict: z
    .enum(["answer", "confirm", "ask", "handover"])
    .describe(
      "answer: sure. confirm: answered, but tell the person the assumptions. ask: the person must choose one of the alternatives; call again with its sql as reading. handover: not understood.",
    ),
  confidence: z.number().describe("0 to 1, calibrated."),
  sentence: z.string(),
  explanation: z.string().describe("What the SQL does, made from the SQL itself."),
  assumptions: z.array(z.string()),
  alternatives: z.array(
    z.object({ sql: z.string(), explanation: z.string(), confidence: z.number(), difference: z.string().optional() }),
  ),
  suggestions: z.array(z.string()).describe("Near questions that are known to work."),
  sql: z.string().nullable(),
  draftedBy: z.enum(["engine", "person", "model"]).nullable(),
  trust: z.object({
    level: z.enum(TRUST_LEVELS).describe("From checks of the statement and its result; no model's opinion."),
    summary: z.string(),
    doubts: z.array(z.object({ check: z.enum(CHECK_IDS), why: z.string() })).describe("Checks that did not pass."),
  }),
  ...rowsShape,
});

export function addAsk(server: McpServer, open: OpenCall): void {
  defineTool(server, open, {
    name: "ask",
    title: "Ask a question about data",
    description:
      "Answers a question about one source: a sentence, the rows, the SQL behind them, and how sure the answer is. Prefer it to writing SQL.",
    input,
    output,
    run: async ({ maxRows: wanted, ...question }, { desk, report, signal }) => {
      const answer = await desk.ask(question, report, signal);
      const rows = answer.result === null ? NO_ROWS : cappedRows(answer.result, wanted);
      const said = toSaid(answer);
      return reply({ ...said, ...rows }, textOf(answer, answer.result === null ? "" : rowsText(rows)));
    },
  });
}

const NO_ROWS = { columns: [], rows: [], rowCount: 0, isTruncated: false };

const toSaid = (answer: Answer) => ({
  verdict: answer.verdict,
  confidence: answer.confidence,
  sentence: answer.sentence,
  explanation: answer.explanation,
  assumptions: [...answer.assumptions],
  alternatives: answer.alternatives.map(toAlternative),
  suggestions: [...answer.suggestions],
  sql: answer.sql,
  draftedBy: answer.receipt?.draftedBy ?? null,
  trust: toTrust(answer.trust),
});

const toTrust = ({ level, summary, checks }: Trust) => ({
  level,
  summary,
  doubts: checks
    .filter(({ state }) => state === "warn" || state === "fail")
    .map(({ id: check, why }) => ({ check, why })),
});

const toAlternative = ({ sql, explanation, confidence, difference }: Reading) => ({
  sql,
  explanation,
  confidence,
  ...(difference === undefined ? {} : { difference }),
});

function textOf(answer: Answer, rows: string): string {
  const { sentence, verdict, confidence, explanation, assumptions, alternatives, suggestions, sql, trust } = answer;
  return [
    sentence,
    `Verdict: ${verdict} (confidence ${confidence.toFixed(2)}). Trust: ${trust.level}. ${trust.summary}`,
    listed("Assumptions", assumptions),
    explanation,
    rows,
    sql === null ? "" : `SQL:\n${sql}`,
    listed(
      "Other readings",
      alternatives.map((reading) => `${reading.explanation}\n  ${reading.sql}`),
    ),
    listed("Questions that work here", suggestions),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const listed = (heading: string, items: readonly string[]): string =>
  items.length === 0 ? "" : [`${heading}:`, ...items.map((item) => `- ${item}`)].join("\n");
