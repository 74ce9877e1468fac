import { LruMap } from "../../storage/lru-map.ts";
import type { SourceRow, SourceStore } from "./store.ts";

const CAPACITY = 1_000;

/**
 * Rows of sources asked lately, so that a question does not wait for the product database (about 2 ms a statement,
 * driver included). Whoever commits a change calls `changed` before it tells anybody, and the other instances are told;
 * while that cannot be relied on, every row is read.
 */
export class KnownSources {
  readonly #store: Pick<SourceStore, "find">;
  readonly #rows = new LruMap<SourceRow>(CAPACITY);
  readonly #isTold: () => boolean;
  #changes = 0;

  constructor(store: Pick<SourceStore, "find">, isTold: () => boolean = () => true) {
    this.#store = store;
    this.#isTold = isTold;
  }

  /** What SourceStore.find gives: nothing for a source that has expired. */
  async find(id: string, now: Date): Promise<SourceRow | undefined> {
    const known = this.#isTold() ? this.#rows.get(id) : undefined;
    if (known !== undefined) return known.expiresAt === null || known.expiresAt > now ? known : undefined;
    const changesBefore = this.#changes;
    const row = await this.#store.find(id, now);
    // A row read while another request committed a change may be the old one; it answers this request only.
    if (row !== undefined && changesBefore === this.#changes) this.#rows.set(id, row);
    return row;
  }

  allChanged(): void {
    this.#changes++;
    for (const id of this.#rows.keys()) this.#rows.delete(id);
  }

  changed(id: string): void {
    this.#changes++;
    this.#rows.delete(id);
  }
}
