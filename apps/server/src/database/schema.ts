import type { DeclaredFacts, Dialect, FileKind, IngestWarning, ParseOptions } from "@parlance/core";
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { DeclaredJoin } from "../combining/combined-catalog.ts";
import type { Source } from "../wire/source.ts";

/** The tables as the migrations leave them. A test compares the two. */
export const workspaces = pgTable("workspaces", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  kind: text("kind").$type<"demo" | "anonymous" | "team">().notNull(),
  description: text("description").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  revision: integer("revision").notNull().default(1),
  requiresTwoFactor: boolean("requires_two_factor").notNull().default(false),
});

export const sources = pgTable("sources", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  name: text("name").notNull(),
  kind: text("kind").$type<"files" | "demo" | "remote" | "synced" | "combined">().notNull(),
  dialect: text("dialect").$type<Dialect>().notNull().default("duckdb"),
  status: text("status").$type<"connected" | "syncing" | "error" | "disconnected">().notNull(),
  statusReason: text("status_reason"),
  version: text("version").notNull(),
  tableCount: integer("table_count").notNull(),
  rowCount: bigint("row_count", { mode: "number" }).notNull(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
  revision: integer("revision").notNull().default(1),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  expiresAt: timestamp("expires_at", { withTimezone: true }),
  sendsKeys: boolean("sends_keys").notNull().default(true),
});

/** One table of a source: what it is called, which Parquet file in its folder holds it, what its file declared. */
export interface FileTable extends DeclaredFacts {
  readonly name: string;
  /** Name inside the parse folder, never a path. */
  readonly parquet: string;
  readonly rowCount: number;
  readonly origin?: string;
}

export const sourceFiles = pgTable("source_files", {
  id: text("id").primaryKey(),
  sourceId: text("source_id").notNull(),
  position: integer("position").notNull(),
  name: text("name").notNull(),
  kind: text("kind").$type<FileKind>().notNull(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
  sha256: text("sha256").notNull(),
  parseId: text("parse_id").notNull(),
  tables: jsonb("tables").$type<readonly FileTable[]>().notNull(),
  parsed: jsonb("parsed").$type<ParseOptions>().notNull(),
  warnings: jsonb("warnings").$type<readonly IngestWarning[]>().notNull(),
  originalId: text("original_id"),
  isAppended: boolean("is_appended").notNull().default(false),
});

/** A source's files as they were before their last change. */
export const sourceSnapshots = pgTable("source_snapshots", {
  sourceId: text("source_id").primaryKey(),
  version: text("version").notNull(),
  files: jsonb("files").$type<readonly (typeof sourceFiles.$inferSelect)[]>().notNull(),
  tableCount: integer("table_count").notNull(),
  rowCount: bigint("row_count", { mode: "number" }).notNull(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
  reason: text("reason").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
});

/** The answer a repeated request gets. */
export interface AcknowledgedResponse {
  readonly source: Source;
}

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    workspaceId: text("workspace_id").notNull(),
    key: text("key").notNull(),
    fingerprint: text("fingerprint").notNull(),
    status: integer("status").notNull(),
    response: jsonb("response").$type<AcknowledgedResponse>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.key] })],
);

/** How a remote or synced source is reached. The config is without its secrets. */
export const sourceConnections = pgTable("source_connections", {
  sourceId: text("source_id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  connector: text("connector").notNull(),
  config: jsonb("config").$type<Readonly<Record<string, unknown>>>().notNull(),
  secrets: jsonb("secrets").$type<Readonly<Record<string, string>>>().notNull(),
  syncEveryMinutes: integer("sync_every_minutes"),
  nextSyncAt: timestamp("next_sync_at", { withTimezone: true }),
  syncedAt: timestamp("synced_at", { withTimezone: true }),
  contentDigest: text("content_digest"),
  claimedBy: text("claimed_by"),
  claimedUntil: timestamp("claimed_until", { withTimezone: true }),
});

/** What a combined source is made of. */
export const combinations = pgTable("combinations", {
  sourceId: text("source_id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  members: jsonb("members").$type<readonly string[]>().notNull(),
  joins: jsonb("joins").$type<readonly DeclaredJoin[]>().notNull(),
});

export const syncs = pgTable("syncs", {
  id: text("id").primaryKey(),
  sourceId: text("source_id").notNull(),
  cause: text("cause").$type<"created" | "person" | "schedule">().notNull(),
  state: text("state").$type<"running" | "done" | "failed">().notNull(),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
  endedAt: timestamp("ended_at", { withTimezone: true }),
  version: text("version"),
  tablesAdded: integer("tables_added").notNull().default(0),
  tablesRemoved: integer("tables_removed").notNull().default(0),
  tablesChanged: integer("tables_changed").notNull().default(0),
  tableCount: integer("table_count"),
  rowCount: bigint("row_count", { mode: "number" }),
  errorCode: text("error_code"),
  message: text("message"),
});

export * from "./account-tables.ts";
export * from "./audit-tables.ts";
export * from "./configuration-tables.ts";
export * from "./conversation-tables.ts";
export * from "./data-rule-tables.ts";
export * from "./evaluation-tables.ts";
export * from "./limit-tables.ts";
export * from "./mail-tables.ts";
export * from "./model-tables.ts";
