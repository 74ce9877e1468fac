import { bigint, boolean, customType, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Permission } from "../permissions/permission.ts";
import type { Role } from "../permissions/role.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** What a row rule may compare a column with, by name. */
export type Attributes = Readonly<Record<string, string>>;

export const users = pgTable("users", {
  id: text("id").primaryKey(),
  email: text("email").notNull(),
  emailKey: text("email_key").notNull(),
  name: text("name").notNull(),
  passwordHash: text("password_hash"),
  emailVerifiedAt: moment("email_verified_at"),
  avatar: bytes("avatar"),
  avatarType: text("avatar_type"),
  isInstanceAdmin: boolean("is_instance_admin").notNull().default(false),
  attributes: jsonb("attributes").$type<Attributes>().notNull().default({}),
  revision: integer("revision").notNull().default(1),
  createdAt: moment("created_at").notNull(),
  updatedAt: moment("updated_at").notNull(),
  lastSeenAt: moment("last_seen_at"),
  disabledAt: moment("disabled_at"),
});

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: text("workspace_id").notNull(),
    userId: text("user_id").notNull(),
    role: text("role").$type<Role>().notNull(),
    attributes: jsonb("attributes").$type<Attributes>().notNull().default({}),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] })],
);

export const userSessions = pgTable("user_sessions", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull(),
  workspaceId: text("workspace_id"),
  refreshDigest: text("refresh_digest").notNull(),
  previousDigest: text("previous_digest"),
  rotatedAt: moment("rotated_at"),
  method: text("method").notNull(),
  userAgent: text("user_agent").notNull().default(""),
  address: text("address").notNull().default(""),
  createdAt: moment("created_at").notNull(),
  lastSeenAt: moment("last_seen_at").notNull(),
  expiresAt: moment("expires_at").notNull(),
  revokedAt: moment("revoked_at"),
  revokedReason: text("revoked_reason"),
});

export const accountTokens = pgTable("account_tokens", {
  digest: text("digest").primaryKey(),
  purpose: text("purpose").$type<"setup" | "verify-email" | "reset-password" | "change-email">().notNull(),
  userId: text("user_id"),
  email: text("email"),
  createdAt: moment("created_at").notNull(),
  expiresAt: moment("expires_at").notNull(),
  usedAt: moment("used_at"),
});

export const invitations = pgTable("invitations", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  email: text("email").notNull(),
  emailKey: text("email_key").notNull(),
  role: text("role").$type<Role>().notNull(),
  digest: text("digest").notNull(),
  invitedBy: text("invited_by"),
  createdAt: moment("created_at").notNull(),
  expiresAt: moment("expires_at").notNull(),
  acceptedAt: moment("accepted_at"),
  sentAt: moment("sent_at"),
});

export const apiKeys = pgTable("api_keys", {
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  userId: text("user_id").notNull(),
  name: text("name").notNull(),
  prefix: text("prefix").notNull(),
  digest: text("digest").notNull(),
  scopes: jsonb("scopes").$type<readonly Permission[]>(),
  createdAt: moment("created_at").notNull(),
  expiresAt: moment("expires_at"),
  lastUsedAt: moment("last_used_at"),
  lastUsedAddress: text("last_used_address"),
  revokedAt: moment("revoked_at"),
});

export const userTotp = pgTable("user_totp", {
  userId: text("user_id").primaryKey(),
  secret: text("secret").notNull(),
  confirmedAt: moment("confirmed_at"),
  lastStep: bigint("last_step", { mode: "number" }),
  recoveryDigests: jsonb("recovery_digests").$type<readonly string[]>().notNull().default([]),
  createdAt: moment("created_at").notNull(),
});

export const userIdentities = pgTable(
  "user_identities",
  {
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    userId: text("user_id").notNull(),
    email: text("email"),
    createdAt: moment("created_at").notNull(),
    lastUsedAt: moment("last_used_at"),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] })],
);
