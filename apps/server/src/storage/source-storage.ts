import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog, ColumnValues, DescribedTables } from "@parlance/core";
import { syncFolder, syncFolderFiles, writeDurably } from "./durable-files.ts";
import { hasCode } from "./system-error.ts";

/** A source's place on disk. Both ids are ours, never a person's text. */
export interface SourceRef {
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** What a committed source row still names; everything else in its folder is left over and may go. */
export interface LiveParts {
  readonly originals: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  readonly versions: ReadonlySet<string>;
}

const ID = /^[a-z0-9-]{1,64}$/;
const PARTS = ["originals", "tables", "catalogs"] as const;

/**
 * The files behind the source rows:
 *   workspaces/<workspace>/sources/<source>/originals/<fileId>         as received, for reading again with other options
 *                                           tables/<parseId>/*.parquet one folder per file and reading
 *                                           catalogs/<version>.json    catalog and values, one per version
 *   staging/<uuid>/                                                    work in progress, emptied at every start; of
 *                                                                      several instances, each has a folder there
 * Everything but staging is immutable: a change adds files, and the database commit that names them is the switch.
 */
export class SourceStorage {
  readonly #root: string;
  readonly #instance: string | null;

  /** `instance` names this process where several work in one folder. */
  constructor(root: string, instance: string | null = null) {
    this.#root = root;
    this.#instance = instance;
  }

  /** Makes the folders and throws away what processes were working on that are gone; `alive` names the others. */
  async prepare(alive: readonly string[] = []): Promise<void> {
    const shared = join(this.#root, "staging");
    await mkdir(shared, { recursive: true });
    const gone = (await readdir(shared)).filter((name) => !alive.includes(name));
    for (const name of gone) await rm(join(shared, name), { recursive: true, force: true });
    await mkdir(this.#staging(), { recursive: true });
    await mkdir(this.#workspaces(), { recursive: true });
  }

  /** True while files can be written. */
  async isWritable(): Promise<boolean> {
    const path = join(this.#staging(), randomUUID());
    await mkdir(path);
    await rm(path, { recursive: true });
    return true;
  }

  /** An empty folder on the same file system, so that its files can be renamed into place. */
  async stage(): Promise<string> {
    const path = join(this.#staging(), randomUUID());
    await mkdir(path);
    return path;
  }

  originalPath(ref: SourceRef, fileId: string): string {
    return join(this.#source(ref), "originals", checked(fileId));
  }

  tablePath(ref: SourceRef, parseId: string, parquet: string): string {
    return join(this.#source(ref), "tables", checked(parseId), parquet);
  }

  async adoptOriginal(ref: SourceRef, fileId: string, stagedPath: string): Promise<void> {
    await this.#makeFolders(ref);
    await rename(stagedPath, this.originalPath(ref, fileId));
    await syncFolder(join(this.#source(ref), "originals"));
  }

  /** Asks the disk to keep the files of a staged folder, so that adopting them finds that done. */
  async keepStaged(folder: string): Promise<void> {
    await syncFolderFiles(folder);
  }

  async adoptTables(ref: SourceRef, parseId: string, stagedFolder: string): Promise<void> {
    await this.#makeFolders(ref);
    await syncFolderFiles(stagedFolder);
    await rename(stagedFolder, join(this.#source(ref), "tables", checked(parseId)));
    await syncFolder(join(this.#source(ref), "tables"));
  }

  async writeCatalog(ref: SourceRef, version: string, described: DescribedTables): Promise<void> {
    await this.#makeFolders(ref);
    const stored: StoredCatalog = { catalog: { ...described.catalog, version }, values: described.values };
    await writeDurably(this.#catalogPath(ref, version), JSON.stringify(stored));
  }

  async readCatalog(ref: SourceRef, version: string): Promise<StoredCatalog> {
    // Written by writeCatalog and by nothing else; a torn file is impossible and a foreign one is a bug.
    return JSON.parse(await readFile(this.#catalogPath(ref, version), "utf8")) as StoredCatalog;
  }

  async linkOriginal(ref: SourceRef, fileId: string, into: string): Promise<void> {
    await link(this.originalPath(ref, fileId), into);
  }

  async remove(ref: SourceRef): Promise<void> {
    await rm(this.#source(ref), { recursive: true, force: true });
  }

  /** Every source folder there is, whether or not a row names it. */
  async listSources(): Promise<readonly SourceRef[]> {
    const refs: SourceRef[] = [];
    for (const workspaceId of await readdir(this.#workspaces())) {
      const sources = await readdir(join(this.#workspaces(), workspaceId, "sources"));
      refs.push(...sources.map((sourceId) => ({ workspaceId, sourceId })));
    }
    return refs;
  }

  /** Removes superseded and half-adopted parts. Not to be called while the source is being changed. */
  async removeLeftovers(ref: SourceRef, live: LiveParts): Promise<void> {
    const isLive = { originals: live.originals, tables: live.tables, catalogs: live.versions };
    for (const part of PARTS) {
      const folder = join(this.#source(ref), part);
      const names = await readdir(folder);
      const dead = names.filter((name) => !isLive[part].has(name.replace(/\.json$/, "")));
      for (const name of dead) await rm(join(folder, name), { recursive: true, force: true });
    }
  }

  /** Whether nothing was put into a source's folder for so long. */
  async isOld(ref: SourceRef, ageMs: number): Promise<boolean> {
    const folders = [this.#source(ref), ...PARTS.map((part) => join(this.#source(ref), part))];
    const times = await Promise.all(folders.map(changedAt));
    return Math.max(...times) < Date.now() - ageMs;
  }

  async removeStaged(path: string): Promise<void> {
    await rm(path, { recursive: true, force: true });
  }

  async #makeFolders(ref: SourceRef): Promise<void> {
    for (const part of PARTS) await mkdir(join(this.#source(ref), part), { recursive: true });
  }

  #catalogPath(ref: SourceRef, version: string): string {
    return join(this.#source(ref), "catalogs", `${checked(version)}.json`);
  }

  #source(ref: SourceRef): string {
    return join(this.#workspaces(), checked(ref.workspaceId), "sources", checked(ref.sourceId));
  }

  #workspaces(): string {
    return join(this.#root, "workspaces");
  }

  #staging(): string {
    return join(this.#root, "staging", ...(this.#instance === null ? [] : [this.#instance]));
  }
}

export interface StoredCatalog {
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
}

async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return 0;
    throw error;
  }
}

/** Path parts are ids that we made; anything else reaching this point is a bug and must not become a path. */
function checked(id: string): string {
  if (!ID.test(id)) throw new RangeError("Not an id of ours; it cannot name a file.");
  return id;
}
