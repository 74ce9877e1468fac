import type { Clock } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import type { ConnectionStore } from "../resources/connections/store.ts";
import type { SourceStore } from "../resources/sources/store.ts";
import type { SyncRunner } from "../syncing/sync-runner.ts";
import type { JobBoard } from "./job-board.ts";
import { type Pace, Repeating } from "./repeating.ts";

export interface SyncScheduleNeeds {
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "error">;
  readonly connections: ConnectionStore;
  readonly sources: SourceStore;
  readonly runner: SyncRunner;
  readonly board: JobBoard;
  readonly pace: Pace;
}

/** Sources synced in one round; the rest are still due in the next. */
const ROUND = 20;
const AT_ONCE = 2;

/**
 * Looks for sources whose time has come. Every instance does; the claim on the row decides which of them syncs it, so
 * that it happens once.
 */
export class SyncSchedule {
  readonly #needs: SyncScheduleNeeds;
  readonly #repeating: Repeating;
  #running: Promise<void> = Promise.resolve();
  #isBusy = false;

  constructor(needs: SyncScheduleNeeds) {
    this.#needs = needs;
    this.#repeating = new Repeating(needs.pace, () => this.#tickAndLog());
  }

  start(): void {
    this.#repeating.start();
  }

  async stop(): Promise<void> {
    this.#repeating.stop();
    await this.#needs.runner.stopAll();
    await this.#running;
  }

  /** One round: resolves when what was due has been synced. */
  async tick(): Promise<void> {
    const { connections, clock } = this.#needs;
    const due = [...(await connections.due(new Date(clock.now()), ROUND))];
    const worker = async (): Promise<void> => {
      for (let next = due.shift(); next !== undefined; next = due.shift()) await this.#sync(next.sourceId);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  async #sync(sourceId: string): Promise<void> {
    const { sources, clock, runner } = this.#needs;
    const row = await sources.find(sourceId, new Date(clock.now()));
    // A failure is in the source's history; an expired source goes with the next sweep.
    if (row !== undefined) await runner.sync(row, "schedule").done;
  }

  #tickAndLog(): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#running = this.#needs.board
      .run("look-for-syncs", () => this.tick())
      .catch((error: unknown) => this.#needs.log.error({ err: error }, "looking for sources to sync failed"))
      .finally(() => {
        this.#isBusy = false;
      });
  }
}
