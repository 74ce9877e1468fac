import { cpSync, existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/pglite";
import { type MigrateOptions, type MigrationTarget, migrate } from "./migrate.ts";
import * as schema from "./schema.ts";
import { TableChanges, watchChanges } from "./table-changes.ts";

/** What the embedded database and a server both answer a statement with. */
interface Answered extends PgQueryResultHKT {
  type: Rows<this["row"]>;
}

interface Rows<Row> {
  readonly rows: Row[];
}

/** The product database, embedded or a server. */
export type Database = PgDatabase<Answered, typeof schema>;

export interface OpenDatabase {
  readonly db: Database;
  /** True while the database answers. */
  isAlive(): Promise<boolean>;
  /** How the database writes a vector: pgvector's form, or that of its stand-in. */
  readonly vectorForm: "pgvector" | "array";
  /** The database below its tables: for migrations, backups and their like. */
  readonly target: MigrationTarget;
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

/**
 * Opens the product database in a folder that no other process has open, making it first where there is none, and
 * migrates it. `template` is a folder that makeTemplate left: copying it takes a tenth of the time of initialising.
 */
export async function openDatabase(
  folder: string,
  template?: string,
  options: MigrateOptions = {},
): Promise<OpenDatabase> {
  if (!existsSync(folder)) await create(folder, template);
  const pglite = await start(folder);
  const changes = new TableChanges();
  const target = targetOf(pglite, changes);
  try {
    await migrate(target, options);
  } catch (error) {
    await pglite.close();
    throw error;
  }
  return {
    target,
    // Drizzle types each driver's answers by that driver; what is used of them, the rows, is the same.
    db: watchChanges(drizzle(pglite, { schema, logger: changes }) as unknown as Database, changes),
    vectorForm: "pgvector",
    isAlive: async () => !pglite.closed && (await pglite.query("SELECT 1")).rows.length === 1,
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}

/** A new database in a folder that is not there yet, with the schema that these steps make. */
export async function createDatabase(
  folder: string,
  only: ReadonlySet<string>,
): Promise<Pick<OpenDatabase, "target" | "close">> {
  await mkdir(folder, { recursive: true });
  const pglite = await start(folder);
  const target = targetOf(pglite);
  await migrate(target, { only });
  return { target, close: () => pglite.close() };
}

/** An empty, migrated database, shut down cleanly. */
export async function makeTemplate(folder: string): Promise<void> {
  await create(folder, undefined);
}

/** Made beside its place and renamed into it, so that a kill half-way leaves nothing that looks like a database. */
async function create(folder: string, template: string | undefined): Promise<void> {
  const draft = `${folder}.${process.pid}.new`;
  await rm(draft, { recursive: true, force: true });
  // A thousand small files: at once it takes a third of the time, and there is nothing else to do yet.
  if (template !== undefined && existsSync(template)) cpSync(template, draft, { recursive: true });
  else await initialise(draft);
  await rename(draft, folder).finally(() => rm(draft, { recursive: true, force: true }));
}

async function initialise(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pglite = await start(folder);
  await migrate(targetOf(pglite));
  await pglite.close();
}

function targetOf(pglite: PGlite, changes = new TableChanges()): MigrationTarget {
  const sessionOf = (client: Pick<PGlite, "exec" | "query">) => ({
    exec: (sql: string) => {
      changes.addAnything();
      return client.exec(sql);
    },
    query: (sql: string, parameters: readonly unknown[] = []) => {
      changes.logQuery(sql);
      return client.query<Record<string, unknown>>(sql, [...parameters]);
    },
  });
  return {
    ...sessionOf(pglite),
    transaction: (work) => pglite.transaction((inside) => work(sessionOf(inside))),
  };
}

const start = (folder: string): Promise<PGlite> =>
  PGlite.create({ dataDir: folder, extensions: { vector }, startParams: START_PARAMETERS });
