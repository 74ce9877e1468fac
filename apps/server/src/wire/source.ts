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

export const sourceBody = z
  .object({
    id: z.string(),
    workspaceId: z.string(),
    name: z.string(),
    kind: z.enum(["files", "demo"]),
    dialect: z.literal("duckdb"),
    status: z.enum(["connected", "syncing", "error"]),
    statusReason: z.string().nullable(),
    tableCount: z.number(),
    rowCount: z.number(),
    bytes: z.number(),
    version: z.string(),
    createdAt: time,
    updatedAt: time,
    expiresAt: time.nullable(),
    files: z.array(sourceFile),
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
export const sourceName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, "No control characters.");

export type Source = z.output<typeof sourceBody>;
export type SourceFile = z.output<typeof sourceFile>;
export type SourceWithCatalog = z.output<typeof sourceWithCatalog>;
