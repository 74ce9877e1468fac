import type { Clock } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import type { SourceService } from "../resources/sources/service.ts";
import type { SourceRow, SourceStore } from "../resources/sources/store.ts";
import { liveParts } from "../resources/uploads/service.ts";
import type { UploadStore } from "../resources/uploads/store.ts";
import type { WorkspaceStore } from "../resources/workspaces/store.ts";
import type { SharedStore } from "../sharing/shared-state.ts";
import type { SourceRef, SourceStorage } from "../storage/source-storage.ts";
import type { JobBoard } from "./job-board.ts";
import { type Pace, Repeating } from "./repeating.ts";

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
  /** Ids of other instances that are alive. */
  readonly neighbours: () => Promise<readonly string[]>;
  /** By which one instance of several sweeps at a time. */
  readonly claims: Pick<SharedStore, "setOnce">;
  readonly board: JobBoard;
  readonly pace: Pace;
  /** How long acknowledgements of uploads are remembered. */
  readonly lifetimeMs: number;
}

const SWEEP = "claims:sweep";

/** From the first file that is put in its place to the commit that names it; in truth it takes a second. */
const ADOPTED_WITHIN_MS = 60 * 60_000;

/** Removes what has expired and what a killed process left lying about. Each step may be cut off and run again. */
export class Sweeper {
  readonly #needs: SweeperNeeds;
  readonly #repeating: Repeating;
  #running: Promise<void> = Promise.resolve();

  constructor(needs: SweeperNeeds) {
    this.#needs = needs;
    this.#repeating = new Repeating(needs.pace, () => this.#sweepAndLog());
  }

  start(): void {
    this.#repeating.start();
    this.#sweepAndLog();
  }

  async stop(): Promise<void> {
    this.#repeating.stop();
    await this.#running;
  }

  /** Now, and not when its time has come. */
  async sweepNow(): Promise<void> {
    await this.#running;
    this.#running = this.#needs.board
      .run("sweep", () => this.sweep())
      .catch((error: unknown) => this.#needs.log.error({ err: error }, "sweeping failed"));
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

  /** Folders of sources that no row names. */
  async listOrphans(): Promise<readonly SourceRef[]> {
    const refs = await this.#needs.storage.listSources();
    const rows = await Promise.all(refs.map((ref) => this.#rowOf(ref)));
    return refs.filter((_ref, index) => rows[index] === undefined);
  }

  /**
   * Files that no row names, but for sources in `kept`. Only before the server takes requests: a running upload's files
   * have no row yet. Beside other instances, only files that no running upload can have put there.
   */
  async removeOrphans(kept: ReadonlySet<string> = new Set()): Promise<void> {
    const { storage, sourceStore } = this.#needs;
    const isAlone = (await this.#needs.neighbours()).length === 0;
    for (const ref of await storage.listSources()) {
      if (kept.has(ref.sourceId) || !(isAlone || (await storage.isOld(ref, ADOPTED_WITHIN_MS)))) continue;
      const row = await this.#rowOf(ref);
      if (row === undefined) await storage.remove(ref);
      else {
        const files = await sourceStore.filesOf([row.id]);
        await storage.removeLeftovers(ref, liveParts(row, files, await sourceStore.snapshotOf(row.id)));
      }
    }
  }

  async #rowOf({ workspaceId, sourceId }: SourceRef): Promise<SourceRow | undefined> {
    const { sourceStore, clock } = this.#needs;
    const row = await sourceStore.find(sourceId, new Date(clock.now()));
    return row?.workspaceId === workspaceId ? row : undefined;
  }

  /** Sweeping twice does no harm, so it goes on where the instances cannot be asked together. */
  async #sweepAsOne(): Promise<void> {
    const { claims, pace } = this.#needs;
    const isMine = await claims.setOnce(SWEEP, "", pace.everyMs() / 2).catch(() => true);
    if (isMine) await this.#needs.board.run("sweep", () => this.sweep());
  }

  #sweepAndLog(): void {
    this.#running = this.#sweepAsOne().catch((error: unknown) =>
      this.#needs.log.error({ err: error }, "sweeping failed"),
    );
  }
}
