import { bigint, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const time = (name: string) => timestamp(name, { withTimezone: true });

export const settingOverrides = pgTable("setting_overrides", {
  key: text("key").primaryKey(),
  value: jsonb("value").$type<unknown>(),
  sealed: text("sealed"),
  changedBy: text("changed_by"),
  changedAt: time("changed_at").notNull(),
});

export const promptVersions = pgTable("prompt_versions", {
  id: text("id").primaryKey(),
  prompt: text("prompt").notNull(),
  number: integer("number").notNull(),
  body: text("body").notNull(),
  note: text("note").notNull(),
  createdBy: text("created_by"),
  createdAt: time("created_at").notNull(),
});

export const activePrompts = pgTable("active_prompts", {
  prompt: text("prompt").primaryKey(),
  versionId: text("version_id").notNull(),
  activatedBy: text("activated_by"),
  activatedAt: time("activated_at").notNull(),
});

export const configurationRevision = pgTable("configuration_revision", {
  id: integer("id").primaryKey(),
  revision: bigint("revision", { mode: "number" }).notNull(),
});
