import type { AliasBody, KnowledgeBody, KnowledgeKind, KnowledgeOrigin, KnowledgeStatus } from "@parlance/core";
import { integer, json, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const time = (name: string) => timestamp(name, { withTimezone: true });

export const knowledgeEntries = pgTable("knowledge_entries", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  sourceId: text("source_id").notNull(),
  kind: text("kind").$type<KnowledgeKind>().notNull(),
  key: text("key").notNull(),
  status: text("status").$type<KnowledgeStatus>().notNull(),
  origin: text("origin").$type<KnowledgeOrigin>().notNull(),
  body: json("body").$type<KnowledgeBody>().notNull(),
  note: text("note"),
  checkedVersion: text("checked_version"),
  fault: text("fault"),
  requestKey: text("request_key"),
  requestFingerprint: text("request_fingerprint"),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
  revision: integer("revision").notNull().default(1),
  createdBy: text("created_by"),
  decidedBy: text("decided_by"),
});

export const knowledgeStamps = pgTable(
  "knowledge_stamps",
  {
    workspaceId: text("workspace_id").notNull(),
    sourceId: text("source_id").notNull(),
    stamp: text("stamp").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.sourceId] })],
);

export const answerFeedback = pgTable("answer_feedback", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  sourceId: text("source_id").notNull(),
  kind: text("kind").$type<"good" | "bad" | "picked" | "edited" | "meant">().notNull(),
  question: text("question").notNull(),
  sql: text("sql"),
  phrase: text("phrase"),
  target: json("target").$type<AliasBody["target"]>(),
  comment: text("comment"),
  createdAt: time("created_at").notNull(),
});
