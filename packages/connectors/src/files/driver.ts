import {
  AppError,
  type AttachedSource,
  type Catalog,
  type ColumnValues,
  type Connection,
  type QueryWorker,
  type ResultStream,
  type Statement,
} from "@parlance/core";
import type { FilesConfig } from "./config.ts";
import { withCatalogHint } from "./errors.ts";
import { readCatalog } from "./introspect.ts";

/** What the product keeps about uploaded files. */
export interface StoredFiles {
  readonly source: AttachedSource;
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
}

export interface FilesNeeds {
  /** The worker of the source's workspace. */
  readonly worker: QueryWorker;
  /** Rejects with SOURCE_NOT_FOUND for an id that does not exist in this workspace. */
  load(sourceId: string): Promise<StoredFiles>;
}

export async function openFiles({ sourceId }: FilesConfig, { worker, load }: FilesNeeds): Promise<Connection> {
  const stored = await load(sourceId);
  await worker.attach(stored.source);
  return new FilesConnection(worker, { ...stored, catalog: readCatalog(stored.catalog) });
}

class FilesConnection implements Connection {
  readonly #worker: QueryWorker;
  readonly #stored: StoredFiles;
  #isClosed = false;

  constructor(worker: QueryWorker, stored: StoredFiles) {
    this.#worker = worker;
    this.#stored = stored;
  }

  introspect(signal?: AbortSignal): Promise<Catalog> {
    return this.#open(async () => this.#stored.catalog, signal);
  }

  values(signal?: AbortSignal): Promise<readonly ColumnValues[]> {
    return this.#open(async () => this.#stored.values, signal);
  }

  check(sql: string, policy: Statement["policy"], signal?: AbortSignal) {
    return this.#open(() => this.#worker.check({ sourceId: this.#sourceId, sql, policy }, signal), signal);
  }

  async stream(statement: Statement, signal?: AbortSignal): Promise<ResultStream> {
    return this.#attached(() => this.#worker.stream({ ...statement, sourceId: this.#sourceId }, signal), signal);
  }

  run(statement: Parameters<Connection["run"]>[0], signal?: AbortSignal) {
    return this.#attached(() => this.#worker.run({ ...statement, sourceId: this.#sourceId }, signal), signal);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#worker.detach(this.#sourceId);
  }

  get #sourceId(): string {
    return this.#stored.source.sourceId;
  }

  /**
   * Attaches before every call: that costs a look-up when nothing changed, and heals what another connection to the
   * same source did, such as closing its older version.
   */
  #attached<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#open(async () => {
      await this.#worker.attach(this.#stored.source, signal);
      return work();
    }, signal);
  }

  async #open<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#isClosed) throw new AppError("SOURCE_NOT_FOUND", { message: "This connection is closed." });
    if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
    try {
      return await work();
    } catch (error) {
      throw withCatalogHint(error, this.#stored.catalog);
    }
  }
}
