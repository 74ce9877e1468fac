import { mkdir } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { drizzle, type PgliteDatabase } from "drizzle-orm/pglite";
import { migrate } from "./migrate.ts";
import * as schema from "./schema.ts";

export type Database = PgliteDatabase<typeof schema>;

export interface OpenDatabase {
  readonly db: Database;
  /** True while the database answers. */
  isAlive(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * PGlite's own start parameters, changed in two ways, both measured in docs/adr on the product database:
 * without "-F" PostgreSQL asks for fsync; and 8 MB of shared buffers instead of 160 MB save 140 MB of memory at
 * no loss for a database of a few megabytes (the operating system caches the files anyway).
 */
const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...["shared_buffers=8MB", "wal_buffers=1MB", "max_connections=4", "fsync=on", "full_page_writes=on"].flatMap(
    (setting) => ["-c", setting],
  ),
];

/** Opens (or makes) the product database in a folder that no other process has open, and migrates it. */
export async function openDatabase(folder: string): Promise<OpenDatabase> {
  await mkdir(folder, { recursive: true });
  const pglite = await PGlite.create({ dataDir: folder, extensions: { vector }, startParams: START_PARAMETERS });
  await migrate(pglite);
  return {
    db: drizzle(pglite, { schema }),
    isAlive: async () => !pglite.closed && (await pglite.query("SELECT 1")).rows.length === 1,
    close: () => pglite.close(),
  };
}
