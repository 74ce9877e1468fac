import type { Verdict } from "@parlance/core";
import type { Query } from "@parlance/sql";
import { integer, json, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const time = (name: string) => timestamp(name, { withTimezone: true });

export const conversations = pgTable("conversations", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  owner: text("owner").notNull(),
  sourceId: text("source_id"),
  sourceName: text("source_name").notNull(),
  title: text("title").notNull(),
  revision: integer("revision").notNull().default(1),
  messageCount: integer("message_count").notNull().default(0),
  shareDigest: text("share_digest"),
  sharedAt: time("shared_at"),
  sharedUntil: integer("shared_until"),
  forkedFrom: text("forked_from"),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
  deletedAt: time("deleted_at"),
  expiresAt: time("expires_at"),
  /** Since when everybody in the workspace may read it; null: its owner only. */
  workspaceSharedAt: time("workspace_shared_at"),
});

export const messages = pgTable(
  "messages",
  {
    conversationId: text("conversation_id").notNull(),
    id: text("id").notNull(),
    workspaceId: text("workspace_id").notNull(),
    owner: text("owner").notNull(),
    position: integer("position").notNull(),
    sourceId: text("source_id"),
    sourceName: text("source_name").notNull(),
    sourceVersion: text("source_version").notNull(),
    question: text("question").notNull(),
    mode: text("mode").$type<"run" | "generate">().notNull(),
    state: text("state").$type<"done" | "failed" | "cancelled">().notNull(),
    sql: text("sql"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    elapsedMs: integer("elapsed_ms").notNull(),
    askedAt: time("asked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.id] })],
);

export const messageAnswers = pgTable(
  "message_answers",
  {
    conversationId: text("conversation_id").notNull(),
    messageId: text("message_id").notNull(),
    sourceId: text("source_id").notNull(),
    verdict: text("verdict").$type<Verdict>().notNull(),
    sentence: text("sentence").notNull(),
    /** An answer as the version that wrote it knew answers: to be checked when read. */
    answer: json("answer").$type<unknown>().notNull(),
    query: json("query").$type<Query>(),
    resultId: text("result_id"),
    /** Under which restrictions it was given; empty: under none. */
    restrictions: text("restrictions").notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.messageId] })],
);

export const savedAnswers = pgTable("saved_answers", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  owner: text("owner").notNull(),
  sourceId: text("source_id"),
  sourceName: text("source_name").notNull(),
  name: text("name").notNull(),
  question: text("question").notNull(),
  sql: text("sql").notNull(),
  /** A chart as the version that wrote it knew charts: to be checked when read. */
  chart: json("chart").$type<unknown>(),
  revision: integer("revision").notNull().default(1),
  requestKey: text("request_key"),
  requestFingerprint: text("request_fingerprint"),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
  runAt: time("run_at"),
  expiresAt: time("expires_at"),
  /** Since when everybody in the workspace may read it; null: its owner only. */
  workspaceSharedAt: time("workspace_shared_at"),
});
