import type { Disclosure } from "@parlance/core";
import {
  bigint,
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Whose settings a model was asked with. */
export const CONFIGURED_BY = ["environment", "workspace", "you"] as const;
export type ConfiguredBy = (typeof CONFIGURED_BY)[number];

/** The config is without its secrets. */
export const modelProviders = pgTable("model_providers", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  owner: text("owner").notNull(),
  provider: text("provider").notNull(),
  model: text("model").notNull(),
  config: jsonb("config").$type<Readonly<Record<string, unknown>>>().notNull(),
  secrets: jsonb("secrets").$type<Readonly<Record<string, string>>>().notNull(),
  isChosen: boolean("is_chosen").notNull(),
  revision: integer("revision").notNull().default(1),
  updatedAt: time("updated_at").notNull(),
  usedAt: time("used_at").notNull(),
});

export const sourceDisclosures = pgTable(
  "source_disclosures",
  {
    workspaceId: text("workspace_id").notNull(),
    sourceId: text("source_id").notNull(),
    disclosure: text("disclosure").$type<Disclosure>().notNull(),
    updatedAt: time("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.sourceId] })],
);

export const modelReservations = pgTable("model_reservations", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  principal: text("principal").notNull(),
  tokens: bigint("tokens", { mode: "number" }).notNull(),
  usd: doublePrecision("usd").notNull(),
  expiresAt: time("expires_at").notNull(),
});

export const modelCalls = pgTable("model_calls", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  principal: text("principal").notNull(),
  sourceId: text("source_id"),
  provider: text("provider").notNull(),
  model: text("model").notNull(),
  configuredBy: text("configured_by").$type<ConfiguredBy>().notNull(),
  purpose: text("purpose").notNull(),
  outcome: text("outcome").notNull(),
  attempts: integer("attempts").notNull(),
  inputTokens: bigint("input_tokens", { mode: "number" }).notNull(),
  outputTokens: bigint("output_tokens", { mode: "number" }).notNull(),
  costUsd: doublePrecision("cost_usd"),
  elapsedMs: integer("elapsed_ms").notNull(),
  calledAt: time("called_at").notNull(),
});
