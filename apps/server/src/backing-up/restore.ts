import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { createDatabase } from "../database/database.ts";
import { knownMigrations, type MigrationTarget, migrate } from "../database/migrate.ts";
import { openPostgres } from "../database/postgres-database.ts";
import { KEY_FILE } from "../secrets/keyring.ts";
import { ID_FILE } from "../storage/installation.ts";
import { type ArchiveEntry, readArchive, textOf, verifyArchive } from "./archive.ts";
import {
  BackupError,
  type BackupHeader,
  backupHeader,
  CHECKSUM_ENTRY,
  FILES,
  FORMAT,
  HEADER_ENTRY,
  KEY_ENTRY,
} from "./backup-format.ts";
import { listTables, MIGRATIONS_TABLE, quoted } from "./dump-database.ts";
import { markRestored } from "./generation.ts";
import { DatabaseLoad } from "./load-database.ts";
import { whileRestoring } from "./unfinished-restore.ts";

export interface RestoreRequest {
  readonly path: string;
  readonly dataDir: string;
  /** The product database where it is a server; absent: the folder's own. */
  readonly databaseUrl: string | undefined;
  /** Puts the backup in the place of what is there. The embedded database that was there is kept beside it. */
  readonly force: boolean;
  readonly now: Date;
}

export interface Restored {
  readonly header: BackupHeader;
  /** Steps by which the schema went on after the backup. */
  readonly migrated: readonly string[];
  /** Where the database lies that was there before. */
  readonly keptAside: string | null;
}

/**
 * Puts a backup into a folder that no server has open. Everything is read and compared first, then laid out beside its
 * place, and only then moved there. Throws BackupError.
 */
export async function restore(request: RestoreRequest): Promise<Restored> {
  const { path, dataDir, databaseUrl, force, now } = request;
  await verifyArchive(path);
  const header = await headerOf(path);
  await refuseForeign(header);
  if (!force) refuseOccupied(dataDir, await namesIn(join(dataDir, "workspaces")));
  const draft = join(dataDir, `${DRAFT}${process.pid}`);
  // Nobody else has the folder: what lies there was left by a restore that was killed.
  for (const name of (await namesIn(dataDir)).filter((one) => one.startsWith(DRAFT)))
    await rm(join(dataDir, name), { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const keptAside =
      databaseUrl === undefined && existsSync(join(dataDir, "database"))
        ? join(dataDir, `database.before-restore-${stamp(now)}`)
        : null;
    // A database of its own is laid out beside its place; a server's is filled where it is.
    let migrated = databaseUrl === undefined ? await layOut(request, header, draft) : [];
    await whileRestoring(dataDir, async () => {
      if (databaseUrl !== undefined) migrated = await layOut(request, header, draft);
      await moveFiles(join(draft, "files"), dataDir);
      if (databaseUrl === undefined) {
        if (keptAside !== null) await rename(join(dataDir, "database"), keptAside);
        await rename(join(draft, "database"), join(dataDir, "database"));
      }
      // The folder belongs to the restored database from now on, and takes its name at the next start.
      await rm(join(dataDir, ID_FILE), { force: true });
      if (header.hasKeys) await rename(join(draft, KEY_FILE), join(dataDir, KEY_FILE));
    });
    return { header, migrated, keptAside };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Beside the place where it will be, so that putting it there is one rename. */
const DRAFT = "restoring-";

const stamp = (now: Date): string => now.toISOString().replaceAll(/[:.]/g, "-");

async function headerOf(path: string): Promise<BackupHeader> {
  for await (const { name, content } of readArchive(path)) {
    if (name !== HEADER_ENTRY) break;
    return backupHeader.parse(JSON.parse(await textOf(content)));
  }
  throw new BackupError(`${path} is no backup of Parlance.`);
}

async function refuseForeign({ format, migrations, version }: BackupHeader): Promise<void> {
  const known = await knownMigrations();
  if (format > FORMAT || migrations.some((name) => !known.includes(name)))
    throw new BackupError(`This backup was made by a newer Parlance (${version}). Restore it with that version.`);
}

function refuseOccupied(dataDir: string, workspaces: readonly string[]): void {
  if (!existsSync(join(dataDir, "database")) && workspaces.length === 0) return;
  throw new BackupError(
    `${dataDir} holds data already. Restore into another folder, or put the backup in its place with --force.`,
  );
}

const namesIn = (folder: string): Promise<readonly string[]> =>
  existsSync(folder) ? readdir(folder) : Promise.resolve([]);

async function layOut(request: RestoreRequest, header: BackupHeader, draft: string): Promise<readonly string[]> {
  const database = await emptyDatabase(request, header, join(draft, "database"));
  try {
    await database.target.transaction(async (session) => {
      const load = new DatabaseLoad(session, header.tables);
      await load.begin();
      for await (const entry of readArchive(request.path)) await layOutEntry(entry, load, draft);
      await load.finish();
    });
    const migrated = await migrate(database.target);
    await markRestored(database.target, request.dataDir);
    return migrated;
  } finally {
    await database.close();
  }
}

async function layOutEntry({ name, content }: ArchiveEntry, load: DatabaseLoad, draft: string): Promise<void> {
  const [folder, table = ""] = name.split("/");
  if (folder === "database") return load.add(table, await textOf(content));
  if (name === HEADER_ENTRY || name === CHECKSUM_ENTRY) return void (await textOf(content));
  const place = name === KEY_ENTRY ? KEY_FILE : name;
  if (name !== KEY_ENTRY && !isInside(name, FILES))
    throw new BackupError(`The backup has an entry that it should not: ${name}.`);
  await mkdir(dirname(join(draft, place)), { recursive: true });
  await pipeline(content, createWriteStream(join(draft, place), { mode: 0o600 }));
}

/** A backup may come from anywhere; no name in it may lead out of the folder. */
function isInside(name: string, folder: string): boolean {
  const plain = normalize(name).split(sep).join("/");
  return plain === name && name.startsWith(folder) && !name.includes("\0");
}

async function emptyDatabase({ databaseUrl, force }: RestoreRequest, header: BackupHeader, folder: string) {
  const only = new Set(header.migrations);
  if (databaseUrl === undefined) return createDatabase(folder, only);
  const opened = await openPostgres(databaseUrl, { only });
  const isEmpty = (await isUntouched(opened.target)) && !force;
  if (isEmpty) return opened;
  if (!force) {
    await opened.close();
    throw new BackupError("The product database holds data already. Restore into an empty one, or use --force.");
  }
  await dropTables(opened.target);
  await opened.close();
  return openPostgres(databaseUrl, { only });
}

/** Nobody has worked in it: it has no workspace, as one that was made just now. */
async function isUntouched({ query }: MigrationTarget): Promise<boolean> {
  const { rows } = await query("SELECT 1 FROM workspaces LIMIT 1");
  return rows.length === 0;
}

async function dropTables(target: MigrationTarget): Promise<void> {
  const tables = await listTables(target);
  const { rows: functions } = await target.query(`
    SELECT oid::regprocedure::text AS signature FROM pg_proc p
    WHERE pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`);
  await target.transaction(async ({ exec }) => {
    const names = [...tables.map(({ name }) => name), MIGRATIONS_TABLE].map(quoted).join(", ");
    await exec(`DROP TABLE IF EXISTS ${names} CASCADE`);
    for (const { signature } of functions) await exec(`DROP FUNCTION ${String(signature)} CASCADE`);
  });
}

/** Files are immutable and named by us: one that is there already is the same. */
async function moveFiles(from: string, to: string): Promise<void> {
  for (const entry of existsSync(from) ? await readdir(from, { withFileTypes: true }) : []) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    const isThere = await stat(target).then(
      () => true,
      () => false,
    );
    if (entry.isDirectory() && isThere) await moveFiles(source, target);
    else await rename(source, target);
  }
}
