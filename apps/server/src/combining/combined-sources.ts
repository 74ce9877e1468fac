import { AppError, type Clock, type QueryWorkerPool } from "@parlance/core";
import { policyForCatalog } from "@parlance/sql";
import { v7 as uuid } from "uuid";
import type { CombinationStore } from "../resources/combinations/store.ts";
import { type OpenSource, type Prepare, type SourceAccess, storedTables } from "../resources/sources/source-access.ts";
import type { SourceFileRow, SourceRow, SourceStore } from "../resources/sources/store.ts";
import { LruMap } from "../storage/lru-map.ts";
import type { SourceStorage } from "../storage/source-storage.ts";
import { combineCatalogs, type DeclaredJoin, versionOf } from "./combined-catalog.ts";
import { CombinedConnection, type OpenMember } from "./combined-connection.ts";

export interface CombinedSourcesNeeds {
  readonly clock: Clock;
  readonly store: Pick<CombinationStore, "find">;
  readonly sources: Pick<SourceStore, "filesOf">;
  readonly storage: SourceStorage;
  readonly workers: QueryWorkerPool;
  readonly prepare: Prepare;
  readonly capacity: number;
}

/** A combined source but for what only the one who opens it adds: what its workspace knows of it. */
export type OpenCombined = Omit<OpenSource, "knowledge">;

/**
 * Combined sources have no data and no version of their own: both follow from their members. What a set of versions
 * gives is kept, so a question pays for it only after a member has changed.
 */
export class CombinedSources {
  readonly #needs: CombinedSourcesNeeds;
  readonly #open: LruMap<Promise<OpenCombined>>;

  constructor(needs: CombinedSourcesNeeds) {
    this.#needs = needs;
    this.#open = new LruMap(needs.capacity);
  }

  async open(row: SourceRow, access: Pick<SourceAccess, "find" | "open">): Promise<OpenCombined> {
    const now = new Date(this.#needs.clock.now());
    const { members, joins } = await this.#needs.store.find(row);
    const rows = await Promise.all(members.map((id) => memberRow(id, row, access, now)));
    const key = `${row.id}@${versionOf(
      rows.map(({ id, version, name }) => ({ sourceId: id, version, name })),
      joins,
    )}`;
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opening = this.#combine(row, rows, joins, access);
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    return opening;
  }

  async #combine(
    row: SourceRow,
    rows: readonly SourceRow[],
    joins: readonly DeclaredJoin[],
    access: Pick<SourceAccess, "open">,
  ): Promise<OpenCombined> {
    const opened = await Promise.all(rows.map(async (member) => ({ row: member, open: await access.open(member) })));
    const { catalog, values, tables } = combineCatalogs(
      opened.map(({ row: { id, name }, open }) => ({ ...open, sourceId: id, name })),
      joins,
    );
    const files = await this.#needs.sources.filesOf(rows.map(({ id }) => id));
    const places = tables.map((table) => {
      const member = opened.find(({ row: { id } }) => id === table.sourceId);
      if (member === undefined) throw new AppError("SOURCE_NOT_FOUND");
      const { open } = member;
      const remote = member.row.kind === "remote" ? { dialect: open.catalog.dialect, catalog: open.catalog } : null;
      return { ...table, sourceName: member.row.name, remote };
    });
    const connection = new CombinedConnection({
      sourceId: row.id,
      worker: this.#needs.workers.forWorkspace(row.workspaceId),
      catalog,
      values,
      places,
      members: opened.map(({ row: member, open }) => this.#member(member, open, files)),
      newId: uuid,
    });
    return {
      sourceId: row.id,
      workspaceId: row.workspaceId,
      version: catalog.version,
      isLive: opened.some(({ open }) => open.isLive),
      catalog,
      values,
      prepared: await this.#needs.prepare(catalog, values),
      policy: policyForCatalog(catalog),
      connection,
    };
  }

  #member(row: SourceRow, open: OpenSource, files: readonly SourceFileRow[]): OpenMember {
    const own = files.filter((file) => file.sourceId === row.id);
    return {
      sourceId: row.id,
      name: row.name,
      policy: open.policy,
      connection: open.connection,
      stored: storedTables(this.#needs.storage, { workspaceId: row.workspaceId, sourceId: row.id }, own),
    };
  }
}

async function memberRow(
  id: string,
  combined: SourceRow,
  access: Pick<SourceAccess, "find">,
  now: Date,
): Promise<SourceRow> {
  const row = await access.find(id, now);
  const isInReach = row !== undefined && (row.kind === "demo" || row.workspaceId === combined.workspaceId);
  if (row === undefined || !isInReach) throw new AppError("COMBINATION_MEMBER_GONE");
  if (row.version === "") throw new AppError("SOURCE_SYNCING");
  return row;
}
