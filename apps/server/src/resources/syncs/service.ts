import { AppError, type Clock } from "@parlance/core";
import type { Emit } from "../../http/events.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { SyncRunner } from "../../syncing/sync-runner.ts";
import type { Source } from "../../wire/source.ts";
import type { SourceService } from "../sources/service.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import type { SourceStore } from "../sources/store.ts";
import { assertCanReadSyncs, assertCanSync } from "./policy.ts";
import type { Sync } from "./schema.ts";
import type { SyncRow, SyncStore } from "./store.ts";

export interface SyncServiceNeeds {
  readonly clock: Clock;
  readonly store: SyncStore;
  readonly sources: SourceStore;
  readonly runner: SyncRunner;
  readonly sourceService: Pick<SourceService, "read">;
  readonly access: Pick<SourceAccess, "isLimitedFor">;
}

export class SyncService {
  readonly #needs: SyncServiceNeeds;

  constructor(needs: SyncServiceNeeds) {
    this.#needs = needs;
  }

  /** Syncs, or joins the sync under way. Who stops watching does not stop the sync: others may wait for it. */
  async sync(identity: Identity, sourceId: string, emit: Emit, signal: AbortSignal): Promise<Source> {
    const row = await this.#needs.sources.find(sourceId, this.#now());
    assertCanSync(identity, row);
    if (row.kind === "files") throw new AppError("SOURCE_NOT_SYNCED");
    const running = this.#needs.runner.sync(row, "person");
    const unwatch = running.watch((progress) => emit("progress", progress));
    signal.addEventListener("abort", unwatch, { once: true });
    const failure = await running.done;
    unwatch();
    if (failure !== null) throw failure;
    const { body } = await this.#needs.sourceService.read(identity, sourceId);
    emit("done", body);
    return body;
  }

  async list(
    identity: Identity,
    sourceId: string,
    page: { readonly cursor?: string | undefined; readonly limit: number },
  ) {
    const row = await this.#needs.sources.find(sourceId, this.#now());
    assertCanReadSyncs(identity, row);
    const rows = await this.#needs.store.list(row, page.cursor, page.limit + 1);
    const items = rows.slice(0, page.limit);
    // How many rows and tables there are in all is not for who sees a part.
    const isPart = await this.#needs.access.isLimitedFor(row, identity);
    return {
      items: items.map((sync) => (isPart ? { ...toSync(sync), rowCount: null, tableCount: null } : toSync(sync))),
      nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null,
    };
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

function toSync({ sourceId: _, ...row }: SyncRow): Sync {
  return { ...row, startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null };
}
