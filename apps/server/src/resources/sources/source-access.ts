import type { StoredFiles } from "@parlance/connectors";
import { type Catalog, type ColumnValues, type Connection, type GuardPolicy, isAppError } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { policyForCatalog } from "@parlance/sql";
import type { CombinedSources } from "../../combining/combined-sources.ts";
import { isOfSession, type SessionSources } from "../../connecting/session-sources.ts";
import type { Reader } from "../../governing/data-rule.ts";
import { type Governed, isGoverned, UNGOVERNED } from "../../governing/governed.ts";
import type { Governing } from "../../governing/governing.ts";
import { type Knowing, nothingKnown, type SourceKnowledge } from "../../knowing/knowing.ts";
import type { SourcePart } from "../../knowing/of-members.ts";
import type { SharedState } from "../../sharing/shared-state.ts";
import { LruMap } from "../../storage/lru-map.ts";
import type { SourceRef, SourceStorage, StoredCatalog } from "../../storage/source-storage.ts";
import { KnownSources } from "./known-sources.ts";
import type { SourceFileRow, SourceRow, SourceStore } from "./store.ts";

/** A source at one version as somebody may see it, ready to be asked. */
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
  /** What may be touched, and which rows and columns of it not: whatever runs on the connection runs under it. */
  readonly policy: GuardPolicy;
  readonly connection: Connection;
  /** How it differs from the whole source for whoever opened it. */
  readonly governed: Governed;
  /** What its workspace's people have written down about it. */
  readonly knowledge: SourceKnowledge;
  /** Of a combined source: what is known of these is known of it. */
  readonly parts?: readonly SourcePart[];
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
  readonly sessions: Pick<SessionSources, "contents">;
  readonly openConnection: OpenConnection;
  readonly openRemote: OpenRemote;
  readonly prepare: Prepare;
  readonly combined: Pick<CombinedSources, "open">;
  readonly governing: Pick<Governing, "restrict" | "restrictCatalog" | "governed" | "isLimited" | "areAnyRules">;
  readonly knowing: Pick<Knowing, "apply">;
  /** By which other instances tell what they have changed. */
  readonly shared: Pick<SharedState, "channel" | "status">;
  /** How many sources stay prepared in memory. */
  readonly capacity: number;
}

const CHANGED = "sources.changed";

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
    this.#known = new KnownSources(needs.store, () => needs.shared.status() !== "unreachable");
    needs.shared.channel.subscribe(CHANGED, ({ id }) => void this.#forgetHere(String(id)));
    needs.shared.channel.onMissed(() => void this.#forgetAll());
  }

  /** The row of a source that is about to be asked. */
  find(id: string, now: Date): Promise<SourceRow | undefined> {
    return this.#known.find(id, now);
  }

  /** The source as this person may see it, and as the people of their workspace speak of it. */
  async openFor(row: SourceRow, reader: Reader): Promise<OpenSource> {
    return this.#needs.knowing.apply(await this.openPlainFor(row, reader), reader.workspaceId);
  }

  /** As openFor, without what people have written down: for statements, which say themselves what they mean. */
  async openPlainFor(row: SourceRow, reader: Reader): Promise<OpenSource> {
    if (row.kind === "combined") return this.#openCombined(row, reader);
    return this.#needs.governing.restrict(await this.openWhole(row), row, reader);
  }

  /** The catalog as this person may see it; nothing is opened for it but a combination. */
  async catalogFor(row: SourceRow, reader: Reader): Promise<Catalog> {
    if (row.kind === "combined") return (await this.#openCombined(row, reader)).catalog;
    return this.#needs.governing.restrictCatalog(await this.wholeCatalog(row), row, reader);
  }

  /** How this person's view of a source differs from the whole; null where that cannot be known now. */
  async governedFor(row: SourceRow, reader: Reader): Promise<Governed | null> {
    const { governing } = this.#needs;
    if (row.version === "") return null;
    if (row.kind !== "combined") return governing.governed(row, reader, () => this.wholeCatalog(row));
    if (!(await governing.areAnyRules(reader))) return UNGOVERNED;
    try {
      return (await this.#openCombined(row, reader)).governed;
    } catch (error) {
      // A member that cannot be opened now.
      if (isAppError(error)) return null;
      throw error;
    }
  }

  /** Whether rules keep something of this source from this person; not for combined sources, which have no rules. */
  isLimitedFor(row: SourceRow, reader: Reader): Promise<boolean> {
    return this.#needs.governing.isLimited(row, reader);
  }

  /** Catalogs of those among these sources that this person sees only in part. */
  async partsFor(rows: readonly SourceRow[], reader: Reader): Promise<ReadonlyMap<string, Catalog>> {
    const parts = new Map<string, Catalog>();
    if (!(await this.#needs.governing.areAnyRules(reader))) return parts;
    for (const row of rows.filter(({ kind, version }) => kind !== "demo" && version !== "")) {
      const part = await this.#partOf(row, reader);
      if (part !== null) parts.set(row.id, part);
    }
    return parts;
  }

  async #partOf(row: SourceRow, reader: Reader): Promise<Catalog | null> {
    if (row.kind === "combined") {
      const governed = await this.governedFor(row, reader);
      // Nothing is known of what a member that is away would be shown as.
      if (governed === null) return { dialect: row.dialect, version: row.version, tables: [] };
      return isGoverned(governed) ? this.catalogFor(row, reader) : null;
    }
    const whole = await this.wholeCatalog(row);
    const part = await this.#needs.governing.restrictCatalog(whole, row, reader);
    return part === whole ? null : part;
  }

  /** Everything there is, whoever asks: for work whose result nobody is shown. Who may call it is held by test. */
  openWhole(row: SourceRow): Promise<OpenSource> {
    if (row.kind === "combined") return this.#openCombined(row, null);
    const key = `${row.id}@${row.version}`;
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opening = this.#prepare(row);
    this.#open.set(key, opening);
    // A failure must not be remembered: the next request tries again.
    opening.catch(() => this.#open.delete(key));
    return opening;
  }

  /** To be called after every commit that changes or removes a source. */
  async forget(row: Pick<SourceRow, "id">): Promise<void> {
    await this.#forgetHere(row.id);
    await this.#needs.shared.channel.publish(CHANGED, { id: row.id });
  }

  async #forgetHere(id: string): Promise<void> {
    this.#known.changed(id);
    const keys = this.#open.keys().filter((key) => key.startsWith(`${id}@`));
    await Promise.all(keys.map((key) => closeQuietly(this.#open.take(key))));
  }

  /** Other instances may have changed any source. */
  async #forgetAll(): Promise<void> {
    this.#known.allChanged();
    await Promise.all(this.#open.keys().map((key) => closeQuietly(this.#open.take(key))));
  }

  /** As openWhole. */
  async wholeCatalog(row: SourceRow): Promise<Catalog> {
    if (row.kind === "combined") return (await this.#openCombined(row, null)).catalog;
    const known = this.#open.get(`${row.id}@${row.version}`);
    if (known !== undefined) return (await known).catalog;
    return (await this.#stored(row)).catalog;
  }

  /** Null: the whole of every member. */
  async #openCombined(row: SourceRow, reader: Reader | null): Promise<OpenSource> {
    const opened = await this.#needs.combined.open(row, {
      find: (id, now) => this.find(id, now),
      open: (member) => (reader === null ? this.openWhole(member) : this.openPlainFor(member, reader)),
    });
    return { ...opened, knowledge: nothingKnown(opened.catalog) };
  }

  async #prepare(row: SourceRow): Promise<OpenSource> {
    const { openRemote, prepare } = this.#needs;
    const stored = await this.#stored(row);
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
      governed: UNGOVERNED,
      knowledge: nothingKnown(catalog),
    };
  }

  /** Nothing that a session brought is in a file. */
  #stored(row: SourceRow): Promise<StoredCatalog> {
    const { storage, sessions, openRemote } = this.#needs;
    return isOfSession(row.id) ? sessions.contents(row, openRemote) : storage.readCatalog(refOf(row), row.version);
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
