import { type Clock, type Disclosure, isAppError } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { anybodyIn } from "../governing/data-rule.ts";
import type { JobBoard } from "../jobs/job-board.ts";
import type { SourceAccess } from "../resources/sources/source-access.ts";
import type { EmbedderFor } from "./chosen-embedder.ts";
import type { DocumentPlace, DocumentStore } from "./document-store.ts";
import { isToldWhole } from "./documents-of.ts";
import type { SourceIndexer } from "./source-indexer.ts";

export interface IndexScheduleNeeds {
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "error">;
  readonly store: DocumentStore;
  readonly indexer: SourceIndexer;
  readonly access: Pick<SourceAccess, "find" | "catalogFor" | "partsFor" | "openFor">;
  readonly embedderFor: EmbedderFor;
  /** What models may be told of a source. */
  readonly disclosureOf: (place: DocumentPlace) => Promise<Disclosure>;
  readonly board: JobBoard;
  readonly everyMs: number;
}

/** Sources looked at in one round; the rest wait for the next. */
const ROUND = 10;
const CONSIDERED = 200;
const RETRY_MS = 5 * 60_000;

/**
 * Looks for sources that have a new version and no index of it, so that an upload or a sync never waits for its index.
 * What is found twice, by two instances, is written twice to the same rows.
 */
export class IndexSchedule {
  readonly #needs: IndexScheduleNeeds;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isBusy = false;
  readonly #failed = new Map<string, number>();

  constructor(needs: IndexScheduleNeeds) {
    this.#needs = needs;
  }

  start(): void {
    this.#timer = setInterval(() => this.#tickAndLog(), this.#needs.everyMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#needs.indexer.stop();
    await this.#running;
  }

  /** One round: resolves when what was waiting has been indexed. */
  async tick(): Promise<void> {
    const { store, clock } = this.#needs;
    const now = clock.now();
    const waiting = await store.waiting(new Date(now), CONSIDERED);
    const due = waiting.filter(({ sourceId }) => (this.#failed.get(sourceId) ?? 0) <= now);
    for (const place of due.slice(0, ROUND)) await this.#indexOrWait(place);
  }

  /** A source that cannot be opened says so to whoever asks it; here it makes room for the others. */
  async #indexOrWait(place: DocumentPlace): Promise<void> {
    const { clock, log } = this.#needs;
    // Until it is done: a job that fails leaves no index, and would come first again in every round.
    this.#failed.set(place.sourceId, clock.now() + RETRY_MS);
    try {
      await this.#index(place);
      this.#failed.delete(place.sourceId);
    } catch (error) {
      if (!isAppError(error)) log.error({ err: error, sourceId: place.sourceId }, "a source could not be indexed");
    }
  }

  async #index(place: DocumentPlace): Promise<void> {
    const { access, store, clock, indexer, embedderFor, disclosureOf } = this.#needs;
    const row = await access.find(place.sourceId, new Date(clock.now()));
    if (row === undefined) return;
    const { embedder, isLocal } = await embedderFor(place.workspaceId);
    const disclosure = await disclosureOf(place);
    const mayNotLeave = disclosure === "nothing" && !isLocal;
    const reader = anybodyIn(place.workspaceId);
    // Nobody has asked yet: of a source under rules, nothing is put into vectors before somebody who may see it all does.
    const isRuled = (await access.partsFor([row], reader)).has(row.id);
    if (mayNotLeave || isRuled || (await isToldWhole(await access.catalogFor(row, reader)))) {
      // Looked at, with nothing to do; should a question need an index all the same, it has one made.
      const nothing = { version: row.version, stamp: "", documents: 0, vectors: 0 };
      await store.saveIndex(place, embedder.id, nothing, new Date(clock.now()));
      return;
    }
    const source = await access.openFor(row, reader);
    const mayTellValues = isLocal || disclosure === "full";
    await indexer.build({ source, workspaceId: place.workspaceId, embedder, mayTellValues });
  }

  #tickAndLog(): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#running = this.#needs.board
      .run("index", () => this.tick())
      .catch((error: unknown) => this.#needs.log.error({ err: error }, "looking for sources to index failed"))
      .finally(() => {
        this.#isBusy = false;
      });
  }
}
