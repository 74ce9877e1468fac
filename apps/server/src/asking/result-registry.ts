import { type Clock, isAppError } from "@parlance/core";
import type { SharedStore } from "../sharing/shared-state.ts";
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
  readonly #store: SharedStore | undefined;
  readonly #results = new LruMap<KnownResult & { readonly at: number }>(CAPACITY);

  /** `store` is given where there may be other instances. */
  constructor(clock: Clock, store?: SharedStore) {
    this.#clock = clock;
    this.#store = store;
  }

  remember(result: KnownResult): void {
    this.#results.set(result.resultId, { ...result, at: this.#clock.now() });
    // Nobody waits for it: a result that could not be shared is found where it was made.
    void this.#store?.set(keyOf(result.resultId), JSON.stringify(result), LIFETIME_MS).catch(nothingWhileAway);
  }

  /** As find, and of several instances whichever ran it. */
  async lookUp(resultId: string, owner: string): Promise<KnownResult | undefined> {
    const here = this.find(resultId, owner);
    if (here !== undefined || this.#store === undefined) return here;
    const text = await this.#store.get(keyOf(resultId)).catch(nothingWhileAway);
    // Written by remember and by nothing else.
    const found = text === undefined ? undefined : (JSON.parse(text) as KnownResult);
    if (found === undefined || found.owner !== owner) return undefined;
    this.#results.set(resultId, { ...found, at: this.#clock.now() });
    return found;
  }

  /** What an asker had who is gone for good. */
  forgetOwner(owner: string): void {
    for (const resultId of this.#results.keys()) {
      if (this.#results.get(resultId)?.owner !== owner) continue;
      this.#results.delete(resultId);
      void this.#store?.delete(keyOf(resultId)).catch(nothingWhileAway);
    }
  }

  /** Those of these results that can still be read. */
  async keptOf(resultIds: readonly string[], owner: string): Promise<ReadonlySet<string>> {
    const found = await Promise.all(resultIds.map((id) => this.lookUp(id, owner)));
    return new Set(found.flatMap((result) => result?.resultId ?? []));
  }

  find(resultId: string, owner: string): KnownResult | undefined {
    const found = this.#results.get(resultId);
    return found !== undefined && found.owner === owner && this.#clock.now() - found.at < LIFETIME_MS
      ? found
      : undefined;
  }
}

const keyOf = (resultId: string): string => `results:${resultId}`;

function nothingWhileAway(error: unknown): undefined {
  if (!isAppError(error)) throw error;
  return undefined;
}
