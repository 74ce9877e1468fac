import type { Clock } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import type { SourceService } from "../resources/sources/service.ts";
import type { SourceStore } from "../resources/sources/store.ts";
import { liveParts } from "../resources/uploads/service.ts";
import type { UploadStore } from "../resources/uploads/store.ts";
import type { WorkspaceStore } from "../resources/workspaces/store.ts";
import type { SourceStorage } from "../storage/source-storage.ts";

/** Things that are kept for a time. */
export interface Expiring {
  removeExpired(now: Date): Promise<void>;
}

export interface SweeperNeeds {
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "info" | "error">;
  readonly sources: SourceService;
  readonly sourceStore: SourceStore;
  readonly uploads: UploadStore;
  readonly workspaces: WorkspaceStore;
  readonly storage: SourceStorage;
  readonly others: readonly Expiring[];
  readonly everyMs: number;
  /** How long acknowledgements of uploads are remembered. */
  readonly lifetimeMs: number;
}

/** Removes what has expired and what a killed process left lying about. Each step may be cut off and run again. */
export class Sweeper {
  readonly #needs: SweeperNeeds;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(needs: SweeperNeeds) {
    this.#needs = needs;
  }

  start(): void {
    this.#timer = setInterval(() => this.#sweepAndLog(), this.#needs.everyMs);
    this.#timer.unref();
    this.#sweepAndLog();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Expired sources with their files, conversations, empty workspaces, old acknowledgements. */
  async sweep(): Promise<void> {
    const { clock, sources, sourceStore, uploads, workspaces, lifetimeMs } = this.#needs;
    const now = new Date(clock.now());
    for (const expired of await sourceStore.expired(now)) await sources.discard(expired);
    for (const other of this.#needs.others) await other.removeExpired(now);
    const before = new Date(now.getTime() - lifetimeMs);
    await workspaces.removeEmptyAnonymous(before);
    await uploads.forgetAcknowledgements(before);
  }

  /** Files that no row names. Only before the server takes requests: a running upload's files have no row yet. */
  async removeOrphans(): Promise<void> {
    const { storage, sourceStore, clock } = this.#needs;
    for (const ref of await storage.listSources()) {
      const row = await sourceStore.find(ref.sourceId, new Date(clock.now()));
      if (row === undefined || row.workspaceId !== ref.workspaceId) await storage.remove(ref);
      else {
        const files = await sourceStore.filesOf([row.id]);
        await storage.removeLeftovers(ref, liveParts(row, files, await sourceStore.snapshotOf(row.id)));
      }
    }
  }

  #sweepAndLog(): void {
    this.#running = this.sweep().catch((error: unknown) => this.#needs.log.error({ err: error }, "sweeping failed"));
  }
}
