import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import type { SchemaDocument } from "@parlance/ask/retrieval";
import { type Clock, type Embedder, isAppError } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import type { OpenSource } from "../resources/sources/source-access.ts";
import {
  type DocumentPlace,
  type DocumentStore,
  type DocumentVector,
  ROWS_AT_ONCE,
  type SourceIndex,
} from "./document-store.ts";
import { documentsOf } from "./documents-of.ts";

export interface SourceIndexerNeeds {
  readonly clock: Clock;
  readonly store: DocumentStore;
  readonly log: Pick<FastifyBaseLogger, "warn" | "error">;
}

/** What is indexed of a source. */
export type IndexedSource = Pick<OpenSource, "sourceId" | "version" | "knowledge">;

/** A source as one workspace knows it, to be embedded by one embedder. */
export interface IndexJob {
  readonly source: IndexedSource;
  readonly workspaceId: string;
  readonly embedder: Embedder;
  /** Whether the embedder may be told what stands in cells. */
  readonly mayTellValues: boolean;
}

/** After an embedder failed, its vectors wait this long for the next attempt. */
const RETRY_MS = 5 * 60_000;

/** Keeps documents and vectors of sources up to date, one job at a time, beside everything else. */
export class SourceIndexer {
  readonly #needs: SourceIndexerNeeds;
  readonly #queued = new Map<string, Promise<void>>();
  readonly #failed = new Map<string, number>();
  readonly #stopping = new AbortController();
  #last: Promise<void> = Promise.resolve();

  constructor(needs: SourceIndexerNeeds) {
    this.#needs = needs;
  }

  /** The index where it is up to date; otherwise undefined, and it will be made in the background. */
  async ready(job: IndexJob): Promise<SourceIndex | undefined> {
    const index = await this.#needs.store.index(placeOf(job), job.embedder.id);
    if (index?.stamp === stampOf(job)) return index;
    void this.build(job);
    return undefined;
  }

  /** Resolves when the index is made, or could not be. */
  build(job: IndexJob): Promise<void> {
    const key = `${job.source.sourceId} ${job.workspaceId} ${job.embedder.id} ${stampOf(job)}`;
    const known = this.#queued.get(key);
    if (known !== undefined) return known;
    const retryAt = this.#failed.get(key) ?? 0;
    if (this.#stopping.signal.aborted || retryAt > this.#needs.clock.now()) return Promise.resolve();
    const building = this.#last.then(() => this.#buildAndLog(job, key)).finally(() => this.#queued.delete(key));
    this.#queued.set(key, building);
    this.#last = building;
    return building;
  }

  /** Resolves when nothing is being built. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.settled();
  }

  async #buildAndLog(job: IndexJob, key: string): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    try {
      await this.#build(job);
      this.#failed.delete(key);
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      this.#failed.set(key, this.#needs.clock.now() + RETRY_MS);
      const { sourceId } = job.source;
      // A provider that fails costs its vectors only; the documents are there, and words find them.
      if (isAppError(error)) this.#needs.log.warn({ code: error.code, sourceId }, "a source could not be embedded");
      else this.#needs.log.error({ err: error, sourceId }, "indexing a source failed");
    }
  }

  async #build(job: IndexJob): Promise<void> {
    const { store, clock } = this.#needs;
    const place = placeOf(job);
    const { searched, embedded } = await documentsOf(job.source.knowledge, job.mayTellValues);
    await this.#saveDocuments(place, searched);
    await store.forgetOtherEmbedders(place, job.embedder.id);
    await this.#saveVectors(job, embedded);
    const index = {
      version: job.source.version,
      stamp: stampOf(job),
      documents: searched.length,
      vectors: embedded.length,
    };
    await store.saveIndex(place, job.embedder.id, index, new Date(clock.now()));
  }

  async #saveDocuments(place: DocumentPlace, documents: readonly SchemaDocument[]): Promise<void> {
    const { store } = this.#needs;
    for (const part of inParts(documents)) {
      await this.#breathe();
      await store.saveDocuments(place, part);
    }
    await store.keepOnly(
      place,
      documents.map((document) => document.id),
    );
  }

  /** Only what has no vector yet, or one of another text. */
  async #saveVectors(job: IndexJob, documents: readonly SchemaDocument[]): Promise<void> {
    const { store } = this.#needs;
    const place = placeOf(job);
    const known = await store.digests(place, job.embedder.id);
    const open = documents.filter((document) => known.get(document.id) !== digestOf(document.text));
    for (const part of inParts(open)) {
      await this.#breathe();
      const vectors = await job.embedder.embed(
        part.map((document) => document.text),
        "document",
        this.#stopping.signal,
      );
      const rows = part.flatMap(({ id, text }, i): DocumentVector[] => {
        const vector = vectors[i];
        return vector ? [{ documentId: id, digest: digestOf(text), vector }] : [];
      });
      await store.saveVectors(place, job.embedder, rows);
    }
  }

  /** Lets requests in between two writes. */
  async #breathe(): Promise<void> {
    this.#stopping.signal.throwIfAborted();
    await turn();
  }
}

const placeOf = ({ source, workspaceId }: Pick<IndexJob, "source" | "workspaceId">): DocumentPlace => ({
  sourceId: source.sourceId,
  workspaceId,
});

const stampOf = ({ source, mayTellValues, embedder }: IndexJob): string =>
  [source.version, source.knowledge.stamp ?? "", mayTellValues ? "values" : "names", embedder.dimension].join(" ");

const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 22);

const inParts = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / ROWS_AT_ONCE) }, (_, i) =>
    items.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE),
  );
