import { createHash } from "node:crypto";
import { AppError, type Catalog, type Clock, findTable } from "@parlance/core";
import { v7 as uuid } from "uuid";
import {
  combineCatalogs,
  type DeclaredJoin,
  isSeen,
  isSeenColumn,
  type JoinColumn,
} from "../../combining/combined-catalog.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { Source } from "../../wire/source.ts";
import type { ConnectionStore } from "../connections/store.ts";
import type { Versioned } from "../sources/service.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import type { SourceRow, SourceStore } from "../sources/store.ts";
import { etagOf, inPart, toSource } from "../sources/to-wire.ts";
import type { UploadStore } from "../uploads/store.ts";
import { assertCanChangeCombination, assertCanCombine, assertCanReadCombination } from "./policy.ts";
import type { Combination, CombinationChange, CombinationCreate } from "./schema.ts";
import type { CombinationStore } from "./store.ts";

export interface CombinationServiceNeeds {
  readonly clock: Clock;
  readonly store: CombinationStore;
  readonly sources: SourceStore;
  readonly names: Pick<ConnectionStore, "isNameTaken">;
  readonly acknowledgements: Pick<UploadStore, "acknowledged">;
  readonly access: SourceAccess;
}

export class CombinationService {
  readonly #needs: CombinationServiceNeeds;

  constructor(needs: CombinationServiceNeeds) {
    this.#needs = needs;
  }

  async create(
    identity: Identity,
    workspaceId: string,
    body: CombinationCreate,
    key: string | undefined,
  ): Promise<Source> {
    const fingerprint = createHash("sha256").update(JSON.stringify(body)).digest("hex");
    const before = await this.#acknowledged(workspaceId, key, fingerprint);
    if (before !== null) return this.#asSeenBy(identity, before);
    const members = await this.#members(identity, body.sourceIds);
    await this.#checkJoins(identity, members, body.joins);
    const now = this.#now();
    if (await this.#needs.names.isNameTaken(workspaceId, body.name, now))
      return this.#asSeenBy(identity, await this.#firstOrTaken(workspaceId, key, fingerprint));
    const source = newSource(workspaceId, body.name, members, now);
    const wire = toSource(source, { files: [] });
    const acknowledgement = key === undefined ? null : { key, fingerprint, source: wire };
    const parts = { members: body.sourceIds, joins: body.joins };
    if ((await this.#needs.store.create({ source, ...parts, acknowledgement }, now)) === "created")
      return this.#asSeenBy(identity, wire);
    return this.#asSeenBy(identity, await this.#firstOrTaken(workspaceId, key, fingerprint));
  }

  /** A name or key is taken: by the same request, sent twice at once, which gets the same answer, or by another one. */
  async #firstOrTaken(workspaceId: string, key: string | undefined, fingerprint: string): Promise<Source> {
    const first = await this.#acknowledged(workspaceId, key, fingerprint);
    if (first === null) throw new AppError("SOURCE_NAME_TAKEN");
    return first;
  }

  /** How many rows and tables there are in all is not for who sees a part. */
  async #asSeenBy(identity: Identity, source: Source): Promise<Source> {
    const row = await this.#needs.sources.find(source.id, this.#now());
    const parts = row === undefined ? undefined : await this.#needs.access.partsFor([row], identity);
    const part = parts?.get(source.id);
    return part === undefined ? source : inPart(source, part);
  }

  async read(identity: Identity, id: string): Promise<Versioned<Combination>> {
    const row = await this.#needs.sources.find(id, this.#now());
    assertCanReadCombination(identity, row);
    if (row.kind !== "combined") throw new AppError("SOURCE_NOT_FOUND");
    return { body: await this.#describe(identity, row), etag: etagOf(row) };
  }

  /** `ifMatch` absent means: whatever the state is. */
  async change(
    identity: Identity,
    id: string,
    body: CombinationChange,
    ifMatch: string | undefined,
  ): Promise<Versioned<Combination>> {
    const row = await this.#needs.sources.find(id, this.#now());
    assertCanChangeCombination(identity, row);
    if (row.kind !== "combined") throw new AppError("SOURCE_NOT_FOUND");
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) throw new AppError("EDIT_CONFLICT");
    const members = await this.#members(identity, body.sourceIds);
    await this.#checkJoins(identity, members, body.joins);
    const joins = [...body.joins, ...(await this.#unseenJoins(identity, row, body.sourceIds))];
    const isChanged = await this.#needs.store.change(row, { members: body.sourceIds, joins }, this.#now());
    if (!isChanged) throw new AppError("EDIT_CONFLICT");
    await this.#needs.access.forget(row);
    return this.read(identity, id);
  }

  /** Joins of columns that are kept from this person, who can neither see nor mean to remove them. */
  async #unseenJoins(
    identity: Identity,
    row: SourceRow,
    sourceIds: readonly string[],
  ): Promise<readonly DeclaredJoin[]> {
    const before = await this.#needs.store.find(row);
    const ends = before.joins.flatMap(({ from, to }) => [from.sourceId, to.sourceId]);
    const members = await this.#catalogs(
      identity,
      [...new Set(ends)].filter((id) => sourceIds.includes(id)),
    );
    const staying = before.joins.filter(({ from, to }) =>
      [from, to].every(({ sourceId }) => sourceIds.includes(sourceId)),
    );
    return staying.filter((join) => !isSeen(join, members));
  }

  #catalogs(identity: Identity, ids: readonly string[]) {
    return Promise.all(
      ids.map(async (sourceId) => {
        const row = await this.#needs.sources.find(sourceId, this.#now());
        assertCanCombine(identity, row);
        return { sourceId, catalog: await this.#needs.access.catalogFor(row, identity) };
      }),
    );
  }

  async #describe(identity: Identity, row: SourceRow): Promise<Combination> {
    const { members, joins } = await this.#needs.store.find(row);
    const rows = await Promise.all(members.map((id) => this.#needs.sources.find(id, this.#now())));
    const live = rows.filter((member) => member !== undefined);
    const opened = await Promise.all(
      live.map(async (member) => ({
        ...(await this.#needs.access.openPlainFor(member, identity)),
        sourceId: member.id,
        name: member.name,
      })),
    );
    const { catalog, tables } = combineCatalogs(opened, joins);
    const sourceOf = (table: string) => tables.find(({ name }) => name === table)?.sourceId;
    return {
      sourceId: row.id,
      members: members.map((sourceId, i) => ({
        sourceId,
        name: rows[i]?.name ?? null,
        sendsKeys: rows[i]?.sendsKeys ?? false,
        tables: tables.filter((table) => table.sourceId === sourceId).map(({ name, table }) => ({ name, table })),
      })),
      joins: joins.filter(({ from, to }) =>
        // A join with a member that is gone is shown, so that it can be removed.
        [from, to].every((end) => !live.some(({ id }) => id === end.sourceId) || isSeenColumn(end, opened)),
      ),
      found: catalog.tables.flatMap((table) =>
        table.foreignKeys
          .filter((key) => key.origin === "inferred" && sourceOf(key.refTable) !== sourceOf(table.name))
          .map(({ columns, refTable, refColumns, confidence, evidence = "" }) => ({
            table: table.name,
            column: columns[0] ?? "",
            refTable,
            refColumn: refColumns[0] ?? "",
            confidence,
            evidence,
          })),
      ),
    };
  }

  async #members(identity: Identity, ids: readonly string[]): Promise<readonly SourceRow[]> {
    const rows = await Promise.all(ids.map((id) => this.#needs.sources.find(id, this.#now())));
    return rows.map((row) => {
      assertCanCombine(identity, row);
      return row;
    });
  }

  async #checkJoins(identity: Identity, members: readonly SourceRow[], joins: readonly DeclaredJoin[]): Promise<void> {
    const catalogs = new Map<string, Catalog>();
    for (const member of members) catalogs.set(member.id, await this.#needs.access.catalogFor(member, identity));
    for (const end of joins.flatMap(({ from, to }) => [from, to])) checkColumn(end, catalogs.get(end.sourceId));
  }

  async #acknowledged(workspaceId: string, key: string | undefined, fingerprint: string): Promise<Source | null> {
    if (key === undefined) return null;
    const known = await this.#needs.acknowledgements.acknowledged(workspaceId, key);
    if (known === undefined) return null;
    if (known.fingerprint !== fingerprint) throw new AppError("IDEMPOTENCY_MISMATCH");
    return known.source;
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

function checkColumn({ table, column }: JoinColumn, catalog: Catalog | undefined): void {
  const found = catalog && findTable(catalog, table);
  if (found?.columns.some((each) => each.name === column)) return;
  throw new AppError("COMBINATION_INVALID", { message: `There is no column ${table}.${column} in that source.` });
}

/** As long as every member is kept; a combination without one of them could not be asked. */
function newSource(workspaceId: string, name: string, members: readonly SourceRow[], now: Date): SourceRow {
  const ends = members.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt.getTime()]));
  const sum = (figure: (row: SourceRow) => number) => members.reduce((total, row) => total + figure(row), 0);
  return {
    id: uuid(),
    workspaceId,
    name,
    kind: "combined",
    dialect: "duckdb",
    status: "connected",
    statusReason: null,
    version: "combined",
    tableCount: sum((row) => row.tableCount),
    rowCount: sum((row) => row.rowCount),
    bytes: 0,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    sendsKeys: true,
    expiresAt: ends.length === 0 ? null : new Date(Math.min(...ends)),
  };
}
