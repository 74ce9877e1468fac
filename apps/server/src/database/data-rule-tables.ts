import { integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { AppliesTo, RuleBody } from "../governing/data-rule.ts";

const time = (name: string) => timestamp(name, { withTimezone: true });

export const dataRules = pgTable("data_rules", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  sourceId: text("source_id").notNull(),
  tableName: text("table_name").notNull(),
  body: jsonb("body").$type<RuleBody>().notNull(),
  appliesTo: jsonb("applies_to").$type<AppliesTo>().notNull(),
  note: text("note").notNull().default(""),
  revision: integer("revision").notNull().default(1),
  createdBy: text("created_by").notNull(),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
});

export const dataRuleKeys = pgTable("data_rule_keys", {
  workspaceId: text("workspace_id").primaryKey(),
  sealed: text("sealed").notNull(),
  createdAt: time("created_at").notNull(),
});
