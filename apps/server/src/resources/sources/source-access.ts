import type { StoredFiles } from "@parlance/connectors";
import type { Catalog, ColumnValues, Connection, GuardPolicy } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { policyForCatalog } from "@parlance/sql";
import type { CombinedSources } from "../../combining/combined-sources.ts";
import { type Knowing, nothingKnown, type SourceKnowledge } from "../../knowing/knowing.ts";
import { LruMap } from "../../storage/lru-map.ts";
import type { SourceRef, SourceStorage, StoredCatalog } from "../../storage/source-storage.ts";
import { KnownSources } from "./known-sources.ts";
import type { SourceFileRow, SourceRow, SourceStore } from "./store.ts";

/** A source at one version, ready to be asked. */
export interface OpenSource {
  readonly sourceId: string;
  readonly workspaceId: string;
  readonly version: string;
  /** Queried where it is, so that its rows may change while its version stays. */
  readonly isLive: boolean;
  /** When this version was made: the upload, or the last sync; ISO 8601. */
  readonly versionAt?: string;
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
  /** What the engine made of catalog and values. */
  readonly prepared: PreparedSource;
  readonly policy: GuardPolicy;
  readonly connection: Connection;
  /** What its workspace's people have written down about it. */
  readonly knowledge: SourceKnowledge;
}

/** Reaches a source where it is; nothing is contacted before the first use. */
export type OpenRemote = (row: SourceRow) => Promise<Connection>;

/** Opens a source's tables in its workspace's worker. */
export type OpenConnection = (workspaceId: string, files: StoredFiles) => Promise<Connection>;

/** The engine's reading of a source, loaded with the first one: its dictionaries are larger than the server. */
export type Prepare = (catalog: Catalog, values: readonly ColumnValues[]) => Promise<PreparedSource>;

interface SourceAccessNeeds {
  readonly store: SourceStore;
  readonly storage: SourceStorage;
  readonly openConnection: OpenConnection;
  readonly openRemote: OpenRemote;
  readonly prepare: Prepare;
  readonly combined: Pick<CombinedSources, "open">;
  readonly knowing: Pick<Knowing, "apply">;
  /** How many sources stay prepared in memory. */
  readonly capacity: number;
}

/**
 * What asking needs beyond the row, made once per source version and kept for the most recently used sources.
 * A version is immutable, so an entry is never stale, only superseded.
 */
export class SourceAccess {
  readonly #needs: SourceAccessNeeds;
  readonly #open: LruMap<Promise<OpenSource>>;
  readonly #known: KnownSources;

  constructor(needs: SourceAccessNeeds) {
    this.#needs = needs;
    this.#open = new LruMap(needs.capacity, (entry) => void closeQuietly(entry));
    this.#known = new KnownSources(needs.store);
  }

  /** The row of a source that is about to be asked. */
  find(id: string, now: Date): Promise<SourceRow | undefined> {
    return this.#known.find(id, now);
  }

  open(row: SourceRow): Promise<OpenSource> {
    if (row.kind === "combined") return this.#openCombined(row);
    const key = `${row.id}@${row.version}`;
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opening = this.#prepare(row);
    this.#open.set(key, opening);
    // A failure must not be remembered: the next request tries again.
    opening.catch(() => this.#open.delete(key));
    return opening;
  }

  /** The source as the people of a workspace speak of it; what they write down counts from the next call on. */
  async openFor(row: SourceRow, workspaceId: string): Promise<OpenSource> {
    return this.#needs.knowing.apply(await this.open(row), workspaceId);
  }

  /** To be called after every commit that changes or removes a source. */
  async forget(row: Pick<SourceRow, "id">): Promise<void> {
    this.#known.changed(row.id);
    const keys = this.#open.keys().filter((key) => key.startsWith(`${row.id}@`));
    await Promise.all(keys.map((key) => closeQuietly(this.#open.take(key))));
  }

  async catalog(row: SourceRow): Promise<Catalog> {
    if (row.kind === "combined") return (await this.#openCombined(row)).catalog;
    const known = this.#open.get(`${row.id}@${row.version}`);
    if (known !== undefined) return (await known).catalog;
    return (await this.#needs.storage.readCatalog(refOf(row), row.version)).catalog;
  }

  async #openCombined(row: SourceRow): Promise<OpenSource> {
    const opened = await this.#needs.combined.open(row, this);
    return { ...opened, knowledge: nothingKnown(opened.catalog) };
  }

  async #prepare(row: SourceRow): Promise<OpenSource> {
    const { storage, openRemote, prepare } = this.#needs;
    const stored = await storage.readCatalog(refOf(row), row.version);
    const { catalog, values } = stored;
    const prepared = await prepare(catalog, values);
    const connection = row.kind === "remote" ? await openRemote(row) : await this.#openStored(row, stored);
    return {
      sourceId: row.id,
      workspaceId: row.workspaceId,
      version: row.version,
      isLive: row.kind === "remote",
      versionAt: row.updatedAt.toISOString(),
      catalog,
      values,
      prepared,
      policy: policyForCatalog(catalog),
      connection,
      knowledge: nothingKnown(catalog),
    };
  }

  async #openStored(row: SourceRow, { catalog, values }: StoredCatalog): Promise<Connection> {
    const { storage, store, openConnection } = this.#needs;
    const tables = storedTables(storage, refOf(row), await store.filesOf([row.id]));
    const source = { sourceId: row.id, version: row.version, tables };
    return openConnection(row.workspaceId, { source, catalog, values });
  }
}

export const refOf = (row: Pick<SourceRow, "id" | "workspaceId">): SourceRef => ({
  workspaceId: row.workspaceId,
  sourceId: row.id,
});

export const storedTables = (storage: SourceStorage, ref: SourceRef, files: readonly SourceFileRow[]) =>
  files.flatMap((file) =>
    file.tables.map((table) => ({ name: table.name, path: storage.tablePath(ref, file.parseId, table.parquet) })),
  );

/** Closing frees the worker's memory early; when opening failed or the worker died there is nothing to free. */
async function closeQuietly(entry: Promise<OpenSource> | undefined): Promise<void> {
  const opened = await entry?.catch(() => undefined);
  await opened?.connection.close().catch(() => undefined);
}
