import { LruMap } from "../../storage/lru-map.ts";
import type { SourceRow, SourceStore } from "./store.ts";

const CAPACITY = 1_000;

/**
 * Rows of sources asked lately, so that a question does not wait for the product database (about 2 ms a statement,
 * driver included). One process holds the data folder; whoever commits a change calls `changed` before it tells anybody.
 */
export class KnownSources {
  readonly #store: Pick<SourceStore, "find">;
  readonly #rows = new LruMap<SourceRow>(CAPACITY);
  #changes = 0;

  constructor(store: Pick<SourceStore, "find">) {
    this.#store = store;
  }

  /** What SourceStore.find gives: nothing for a source that has expired. */
  async find(id: string, now: Date): Promise<SourceRow | undefined> {
    const known = this.#rows.get(id);
    if (known !== undefined) return known.expiresAt === null || known.expiresAt > now ? known : undefined;
    const changesBefore = this.#changes;
    const row = await this.#store.find(id, now);
    // A row read while another request committed a change may be the old one; it answers this request only.
    if (row !== undefined && changesBefore === this.#changes) this.#rows.set(id, row);
    return row;
  }

  changed(id: string): void {
    this.#changes++;
    this.#rows.delete(id);
  }
}
