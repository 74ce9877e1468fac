import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Readable } from "node:stream";
import type { MigrationTarget } from "../database/migrate.ts";
import { KEY_FILE } from "../secrets/keyring.ts";
import { hasCode } from "../storage/system-error.ts";
import { version } from "../version.ts";
import { ArchiveWriter } from "./archive.ts";
import { type BackupHeader, FILES, FORMAT, HEADER_ENTRY, KEY_ENTRY } from "./backup-format.ts";
import { appliedMigrations, dumpTable, listTables, readAsOfNow } from "./dump-database.ts";

export interface BackupNeeds {
  readonly database: Pick<MigrationTarget, "transaction">;
  readonly dataDir: string;
  /** Uploaded files as well as the product database. */
  readonly withFiles: boolean;
  /** The key that opens stored credentials, where it lies beside the data. Whoever has the backup can then read them. */
  readonly withKeys: boolean;
  readonly now: Date;
}

/** What is not data, or is data of which the database has the whole. */
const FILE_FOLDERS = ["workspaces"];

/**
 * A backup as a stream. Everything is put aside as of one moment first, rows as text and files as second names of the
 * same bytes, so that a slow reader holds up nobody; files are immutable, and rows name only files that are there.
 */
export async function backUp(needs: BackupNeeds): Promise<Readable> {
  const aside = join(needs.dataDir, "staging", `backup-${randomUUID()}`);
  await mkdir(aside, { recursive: true });
  try {
    const taken = await setAside(needs, aside);
    const archive = new ArchiveWriter();
    const { stream } = archive;
    write(archive, taken)
      .catch((error: Error) => {
        archive.fail(error);
        stream.destroy(error);
      })
      .finally(() => rm(aside, { recursive: true, force: true }));
    return stream;
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

interface SetAside {
  readonly header: BackupHeader;
  /** Name in the archive, and where it lies. */
  readonly entries: readonly (readonly [name: string, path: string])[];
}

async function setAside(
  { database, dataDir, withFiles, withKeys, now }: BackupNeeds,
  aside: string,
): Promise<SetAside> {
  const entries: [string, string][] = [];
  const missing: string[] = [];
  let schema: Pick<BackupHeader, "migrations" | "tables"> = { migrations: [], tables: [] };
  await database.transaction(async (session) => {
    await readAsOfNow(session);
    schema = { migrations: await appliedMigrations(session), tables: await listTables(session) };
    for (const table of schema.tables) {
      for await (const { lines } of dumpTable(session, table)) {
        const path = join(aside, String(entries.length));
        await writeFile(path, lines);
        entries.push([`database/${table.name}/${String(entries.length).padStart(6, "0")}.jsonl`, path]);
      }
    }
    // Within the transaction, so that the files are those of the same moment.
    for (const path of withFiles ? await filesOf(dataDir) : []) {
      const name = relative(dataDir, path).split(sep).join("/");
      const second = join(aside, String(entries.length));
      if (await isLinked(path, second)) entries.push([FILES + name, second]);
      else missing.push(name);
    }
  });
  const keys = withKeys ? join(dataDir, KEY_FILE) : null;
  const hasKeys = keys !== null && (await isLinked(keys, join(aside, "key")));
  if (hasKeys) entries.push([KEY_ENTRY, join(aside, "key")]);
  const header = { format: FORMAT, version, createdAt: now.toISOString(), ...schema, missing, hasKeys };
  return { header: { ...header, hasFiles: withFiles }, entries };
}

async function write(archive: ArchiveWriter, { header, entries }: SetAside): Promise<void> {
  await archive.addText(HEADER_ENTRY, JSON.stringify(header));
  for (const [name, path] of entries) await archive.addFile(name, path);
  await archive.finish();
}

async function filesOf(dataDir: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of FILE_FOLDERS) {
    const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(ifAbsent([]));
    for (const entry of entries) if (entry.isFile()) found.push(join(entry.parentPath, entry.name));
  }
  return found;
}

/** False when the file is gone. */
async function isLinked(path: string, second: string): Promise<boolean> {
  return link(path, second).then(() => true, ifAbsent(false));
}

const ifAbsent =
  <T>(otherwise: T) =>
  (error: unknown): T => {
    if (hasCode(error, "ENOENT")) return otherwise;
    throw error;
  };
