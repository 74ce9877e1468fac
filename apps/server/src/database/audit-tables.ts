import { bigint, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { AuditEvent } from "../auditing/audit.ts";

const time = (name: string) => timestamp(name, { withTimezone: true });

export const ACTOR_KINDS = ["user", "apiKey", "credentials", "anonymous", "nobody"] as const;

export const auditEvents = pgTable("audit_events", {
  id: text("id").primaryKey(),
  at: time("at").notNull(),
  workspaceId: text("workspace_id"),
  actorKind: text("actor_kind").$type<(typeof ACTOR_KINDS)[number]>().notNull(),
  actorId: text("actor_id"),
  actor: text("actor").notNull().default(""),
  action: text("action").notNull(),
  targetType: text("target_type"),
  targetId: text("target_id"),
  outcome: text("outcome").$type<AuditEvent["outcome"]>().notNull(),
  detail: jsonb("detail").$type<NonNullable<AuditEvent["detail"]>>().notNull().default({}),
  address: text("address").notNull().default(""),
});

export const ASKED_KINDS = ["question", "statement"] as const;
export const ASKED_OUTCOMES = ["answered", "unanswered", "failed", "cancelled"] as const;

export const askedQuestions = pgTable("asked_questions", {
  id: text("id").primaryKey(),
  at: time("at").notNull(),
  workspaceId: text("workspace_id").notNull(),
  principal: text("principal").notNull(),
  sourceId: text("source_id").notNull(),
  kind: text("kind").$type<(typeof ASKED_KINDS)[number]>().notNull(),
  question: text("question"),
  outcome: text("outcome").$type<(typeof ASKED_OUTCOMES)[number]>().notNull(),
  errorCode: text("error_code"),
  draftedBy: text("drafted_by"),
  elapsedMs: integer("elapsed_ms").notNull(),
  rowCount: bigint("row_count", { mode: "number" }),
});
