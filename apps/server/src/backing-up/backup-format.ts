import { z } from "zod";

export const HEADER_ENTRY = "parlance-backup.json";
export const CHECKSUM_ENTRY = "checksums.json";
export const FILES = "files/";
export const KEY_ENTRY = "keys/secret.key";
/** Raised when an older Parlance could not read what a newer one writes. */
export const FORMAT = 1;

const table = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
});

/** The first entry of a backup. */
export const backupHeader = z.object({
  format: z.number().int(),
  version: z.string(),
  createdAt: z.string(),
  /** Steps that had made the schema, which is made again by the same ones. */
  migrations: z.array(z.string()),
  tables: z.array(table),
  /** Files that went away while they were being copied; their sources had been removed. */
  missing: z.array(z.string()),
  hasFiles: z.boolean(),
  hasKeys: z.boolean(),
});

/** The last entry: every other entry with its size and SHA-256. A backup without it was cut off. */
export const checksums = z.object({
  entries: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});

export type BackupHeader = z.output<typeof backupHeader>;
export type BackedUpTable = z.output<typeof table>;
export type Checksums = z.output<typeof checksums>;

/** A backup or a folder that cannot be used for what was asked. The message is one sentence for whoever asked. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
