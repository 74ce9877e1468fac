import { AppError, type Clock } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import type { SourceStorage } from "../../storage/source-storage.ts";
import type { SyncRunner } from "../../syncing/sync-runner.ts";
import type { Source } from "../../wire/source.ts";
import type { ConnectionService } from "../connections/service.ts";
import type { ConnectionStore } from "../connections/store.ts";
import { assertCanChange, assertCanDisclose, assertCanRead, assertCanReconnect } from "./policy.ts";
import type { SourcePatch } from "./schema.ts";
import type { SourceAccess } from "./source-access.ts";
import type { SourceRow, SourceStore } from "./store.ts";
import { etagOf, inPart, toSource } from "./to-wire.ts";

export interface SourceServiceNeeds {
  readonly clock: Clock;
  readonly store: SourceStore;
  readonly storage: SourceStorage;
  readonly access: SourceAccess;
  readonly connections: Pick<ConnectionService, "edit">;
  readonly connectionStore: ConnectionStore;
  /** A sync under way ends before its source goes. */
  readonly runner: Pick<SyncRunner, "stop">;
}

export interface Versioned<T> {
  readonly body: T;
  readonly etag: string;
}

export class SourceService {
  readonly #needs: SourceServiceNeeds;

  constructor(needs: SourceServiceNeeds) {
    this.#needs = needs;
  }

  async list(
    identity: Identity,
    workspaceId: string,
    page: { readonly cursor?: string | undefined; readonly limit: number },
  ) {
    const { store } = this.#needs;
    const rows = await store.list(workspaceId, this.#now(), { after: page.cursor ?? "", limit: page.limit + 1 });
    const items = rows.slice(0, page.limit);
    const nextCursor = rows.length > page.limit ? (items.at(-1)?.id ?? null) : null;
    return { items: await this.#complete(items, identity), nextCursor };
  }

  async read(identity: Identity, id: string): Promise<Versioned<Source>> {
    const row = await this.#needs.store.find(id, this.#now());
    assertCanRead(identity, row);
    return this.#versioned(row, identity);
  }

  /** `ifMatch` absent means: whatever the state is. */
  async change(
    identity: Identity,
    id: string,
    patch: SourcePatch,
    ifMatch: string | undefined,
  ): Promise<Versioned<Source>> {
    const row = await this.#needs.store.find(id, this.#now());
    assertCanChange(identity, row);
    assertCanReconnect(identity, patch);
    assertCanDisclose(identity, patch);
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) throw new AppError("EDIT_CONFLICT");
    await this.#needs.connections.edit(row, patch);
    return this.read(identity, id);
  }

  async remove(identity: Identity, id: string): Promise<void> {
    const row = await this.#needs.store.find(id, this.#now());
    assertCanChange(identity, row);
    await this.discard(row);
  }

  /** The row first: once it is gone nobody can reach the files, and a kill in between leaves orphans for the sweeper. */
  async discard(row: Pick<SourceRow, "id" | "workspaceId">): Promise<void> {
    const { store, storage, access, runner } = this.#needs;
    await runner.stop(row.id);
    await store.remove(row.id, row.workspaceId);
    await access.forget(row);
    await storage.remove({ workspaceId: row.workspaceId, sourceId: row.id });
  }

  async #versioned(row: SourceRow, identity: Identity): Promise<Versioned<Source>> {
    const [source] = await this.#complete([row], identity);
    if (source === undefined) throw new AppError("SOURCE_NOT_FOUND");
    return { body: source, etag: etagOf(row) };
  }

  /** With the files or the connection that each is made of, as far as this person may know them. */
  async #complete(rows: readonly SourceRow[], identity: Identity): Promise<Source[]> {
    const ids = rows.map((row) => row.id);
    const files = await this.#needs.store.filesOf(ids);
    const connections = await this.#needs.connectionStore.of(ids);
    const undoable = await this.#needs.store.undoable(ids);
    const parts = await this.#needs.access.partsFor(rows, identity);
    return rows.map((row) => {
      const source = toSource(row, {
        files: files.filter((file) => file.sourceId === row.id),
        connection: connections.get(row.id),
        undoable: undoable.get(row.id),
      });
      const part = parts.get(row.id);
      return part === undefined ? source : inPart(source, part);
    });
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}
