import { AppError, type Clock, type GuardPolicy, type QueryWorkerPool } from "@parlance/core";
import { policyForCatalog } from "@parlance/sql";
import { v7 as uuid } from "uuid";
import { governedTogether } from "../governing/governed.ts";
import type { CombinationStore } from "../resources/combinations/store.ts";
import { type OpenSource, type Prepare, storedTables } from "../resources/sources/source-access.ts";
import type { SourceFileRow, SourceRow, SourceStore } from "../resources/sources/store.ts";
import { LruMap } from "../storage/lru-map.ts";
import type { SourceStorage } from "../storage/source-storage.ts";
import { type CombinedTable, combineCatalogs, type DeclaredJoin, versionOf } from "./combined-catalog.ts";
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

/** How the members are reached. */
export interface MemberAccess {
  find(id: string, now: Date): Promise<SourceRow | undefined>;
  open(row: SourceRow): Promise<OpenSource>;
}

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

  /** What `access` opens of the members decides who it is opened for. */
  async open(row: SourceRow, access: MemberAccess): Promise<OpenCombined> {
    const now = new Date(this.#needs.clock.now());
    const { members, joins } = await this.#needs.store.find(row);
    const rows = await Promise.all(members.map((id) => memberRow(id, row, access, now)));
    const opened = await Promise.all(rows.map(async (member) => ({ row: member, open: await access.open(member) })));
    const version = versionOf(
      rows.map(({ id, version, name }) => ({ sourceId: id, version, name })),
      joins,
    );
    const seen = opened.map(({ open }) => open.governed.fingerprint).join(" ");
    const sent = rows.map(({ sendsKeys }) => (sendsKeys ? "sent" : "kept")).join(" ");
    const key = `${row.id}@${version} ${sent} ${seen}`;
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opening = this.#combine(row, opened, joins);
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    return opening;
  }

  async #combine(
    row: SourceRow,
    opened: readonly { readonly row: SourceRow; readonly open: OpenSource }[],
    joins: readonly DeclaredJoin[],
  ): Promise<OpenCombined> {
    const { catalog, values, tables } = combineCatalogs(
      opened.map(({ row: { id, name }, open }) => ({ ...open, sourceId: id, name })),
      joins,
    );
    const files = await this.#needs.sources.filesOf(opened.map(({ row: { id } }) => id));
    const places = tables.map((table) => {
      const member = opened.find(({ row: { id } }) => id === table.sourceId);
      if (member === undefined) throw new AppError("SOURCE_NOT_FOUND");
      const { open } = member;
      const remote = member.row.kind === "remote" ? { dialect: open.catalog.dialect, catalog: open.catalog } : null;
      return { ...table, sourceName: member.row.name, sendsKeys: member.row.sendsKeys, remote };
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
      policy: { ...policyForCatalog(catalog), ...restrictionsHere(opened, tables) },
      connection,
      parts: opened.map(({ row: { id }, open }) => ({
        sourceId: id,
        dialect: open.catalog.dialect,
        names: new Map(tables.filter(({ sourceId }) => sourceId === id).map(({ table, name }) => [table, name])),
      })),
      governed: governedTogether(
        opened.map(({ row: member, open }) => ({
          governed: open.governed,
          rename: (table) => tables.find((each) => each.sourceId === member.id && each.table === table)?.name,
        })),
      ),
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

/** Restrictions of tables that are read here; a remote member applies its own before its rows arrive. */
function restrictionsHere(
  opened: readonly { readonly row: SourceRow; readonly open: OpenSource }[],
  tables: readonly CombinedTable[],
): Pick<GuardPolicy, "restrictions"> {
  const stored = opened.filter(({ row }) => row.kind !== "remote");
  const here = stored.flatMap(({ row, open }) =>
    (open.policy.restrictions?.tables ?? []).flatMap((restriction) => {
      const place = tables.find((each) => each.sourceId === row.id && each.table === restriction.table);
      return place === undefined ? [] : [{ ...restriction, table: place.name }];
    }),
  );
  // One workspace, one key; members that hash nothing bring none.
  const hashKeys = stored.map(({ open }) => open.policy.restrictions?.hashKey ?? "");
  const hashKey = hashKeys.find((key) => key !== "") ?? "";
  return here.length === 0 ? {} : { restrictions: { tables: here, hashKey } };
}

async function memberRow(
  id: string,
  combined: SourceRow,
  access: Pick<MemberAccess, "find">,
  now: Date,
): Promise<SourceRow> {
  const row = await access.find(id, now);
  const isInReach = row !== undefined && (row.kind === "demo" || row.workspaceId === combined.workspaceId);
  if (row === undefined || !isInReach) throw new AppError("COMBINATION_MEMBER_GONE");
  if (row.version === "") throw new AppError("SOURCE_SYNCING");
  return row;
}
