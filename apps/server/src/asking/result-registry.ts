import type { Clock } from "@parlance/core";
import { LruMap } from "../storage/lru-map.ts";

/** Enough to find a result in its workspace's worker, or to make it again there. */
export interface KnownResult {
  readonly resultId: string;
  /** The workspace of whoever asked; nobody else can read the result, not even of a demo source. */
  readonly owner: string;
  readonly sourceId: string;
  readonly sourceVersion: string;
  readonly sql: string;
  /** What the asker's rows and columns were limited to; under other rules the result is not theirs any more. */
  readonly restrictions: string;
}

const LIFETIME_MS = 24 * 3_600_000;
const CAPACITY = 20_000;

/** Results by id. In memory: a result is a convenience over a statement the client still has, not a record. */
export class ResultRegistry {
  readonly #clock: Clock;
  readonly #results = new LruMap<KnownResult & { readonly at: number }>(CAPACITY);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  remember(result: KnownResult): void {
    this.#results.set(result.resultId, { ...result, at: this.#clock.now() });
  }

  find(resultId: string, owner: string): KnownResult | undefined {
    const found = this.#results.get(resultId);
    return found !== undefined && found.owner === owner && this.#clock.now() - found.at < LIFETIME_MS
      ? found
      : undefined;
  }
}
