import { DIALECTS, PLAIN_LINE } from "@parlance/core";
import { z } from "zod";
import { catalogBody } from "./catalog.ts";
import { fileKind, ingestWarning, parseOptions } from "./parse-options.ts";

const time = z.string().describe("ISO-8601, UTC.");

export const sourceFile = z
  .object({
    id: z.string(),
    name: z.string().describe("The name the file had; a label."),
    kind: fileKind,
    bytes: z.number(),
    tables: z.array(z.string()),
    parsed: parseOptions.describe("What was sniffed or chosen; accepted back as options."),
    warnings: z.array(ingestWarning),
  })
  .meta({ id: "SourceFile" });

export const connectionBody = z
  .object({
    connector: z.string().describe("Which kind of source; see GET /connectors."),
    config: z.record(z.string(), z.unknown()).describe("The settings without their secrets, which are never sent."),
    secretFields: z
      .array(z.string())
      .describe("Settings that are kept sealed; leave them out of an edit to keep them."),
    syncEveryMinutes: z.number().nullable().describe("How often it is synced by itself; null: only when asked."),
    syncedAt: time.nullable(),
    nextSyncAt: time.nullable(),
  })
  .meta({ id: "Connection" });

export const sourceBody = z
  .object({
    id: z.string(),
    workspaceId: z.string(),
    name: z.string(),
    kind: z
      .enum(["files", "demo", "remote", "synced", "combined"])
      .describe(
        "files: uploaded; remote: queried where it is; synced: copied by a sync; combined: of several others; demo: came with the product.",
      ),
    dialect: z.enum(DIALECTS),
    status: z
      .enum(["connected", "syncing", "error", "disconnected"])
      .describe("disconnected: somebody has to enter credentials; statusReason says why."),
    statusReason: z.string().nullable(),
    tableCount: z.number(),
    rowCount: z.number().describe("Of the tables that the caller sees every row of."),
    bytes: z.number(),
    version: z.string(),
    createdAt: time,
    updatedAt: time,
    expiresAt: time.nullable(),
    files: z.array(sourceFile),
    undoable: z
      .object({ change: z.enum(["replace", "append"]), at: time })
      .nullable()
      .describe("The last change of its files, which POST /sources/{id}/undo takes back."),
    sendsKeys: z
      .boolean()
      .describe(
        "Whether values of it may stand in statements that the databases of other sources are sent, when it is combined with them.",
      ),
    connection: connectionBody.nullable().describe("How it is reached; null for files."),
  })
  .meta({ id: "Source" });

/** A new or changed source with its catalog, so that a client can show both at once. */
export const sourceWithCatalog = z
  .object({ source: sourceBody, catalog: catalogBody })
  .meta({ id: "SourceWithCatalog" });

/** Ids are opaque to clients; anything else than these letters is none of ours and need not reach the database. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "Not an id.");
export const idParameter = z.object({ id });

/** What a person may call a source. */
export const sourceName = z.string().trim().min(1).max(200).regex(PLAIN_LINE, "No control characters.");

export type Source = z.output<typeof sourceBody>;
export type SourceConnection = z.output<typeof connectionBody>;
export type SourceFile = z.output<typeof sourceFile>;
export type SourceWithCatalog = z.output<typeof sourceWithCatalog>;
