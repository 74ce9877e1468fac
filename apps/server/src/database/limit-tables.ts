import { bigint, boolean, doublePrecision, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const time = (name: string) => timestamp(name, { withTimezone: true });

export const installation = pgTable("installation", {
  one: boolean("one").primaryKey().default(true),
  id: text("id").notNull(),
  madeAt: time("made_at").notNull(),
});

/** A null is the server's own limit. */
export const workspaceLimits = pgTable(
  "workspace_limits",
  {
    workspaceId: text("workspace_id").notNull(),
    /** Empty: the workspace as a whole. */
    principal: text("principal").notNull(),
    storageBytes: bigint("storage_bytes", { mode: "number" }),
    modelTokens: bigint("model_tokens", { mode: "number" }),
    modelUsd: doublePrecision("model_usd"),
    revision: integer("revision").notNull().default(1),
    updatedAt: time("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.principal] })],
);
