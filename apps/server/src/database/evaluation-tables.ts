import { bigint, doublePrecision, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Who drafts: the embedded engine, or a language model. */
export interface Drafter {
  readonly id: string;
  readonly label: string;
}

export const EVALUATION_STATES = ["running", "done", "stopped", "failed"] as const;
export const OUTCOMES = ["strict", "tolerant", "wrong", "unanswered", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const evaluations = pgTable("evaluations", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  sourceId: text("source_id").notNull(),
  drafters: jsonb("drafters").$type<readonly Drafter[]>().notNull(),
  state: text("state").$type<(typeof EVALUATION_STATES)[number]>().notNull(),
  sourceVersion: text("source_version").notNull(),
  questionCount: integer("question_count").notNull(),
  errorCode: text("error_code"),
  message: text("message"),
  startedAt: time("started_at").notNull(),
  endedAt: time("ended_at"),
  /** Which instance is at it; null where there is one alone. */
  instance: text("instance"),
});

export const evaluationAnswers = pgTable(
  "evaluation_answers",
  {
    evaluationId: text("evaluation_id").notNull(),
    position: integer("position").notNull(),
    drafter: text("drafter").notNull(),
    question: text("question").notNull(),
    goldSql: text("gold_sql").notNull(),
    sql: text("sql"),
    verdict: text("verdict").notNull(),
    confidence: doublePrecision("confidence").notNull(),
    draftedBy: text("drafted_by").notNull(),
    outcome: text("outcome").$type<Outcome>().notNull(),
    message: text("message"),
    elapsedMs: integer("elapsed_ms").notNull(),
    inputTokens: bigint("input_tokens", { mode: "number" }).notNull(),
    outputTokens: bigint("output_tokens", { mode: "number" }).notNull(),
    costUsd: doublePrecision("cost_usd"),
  },
  (table) => [primaryKey({ columns: [table.evaluationId, table.drafter, table.position] })],
);
