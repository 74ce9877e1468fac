import type { Clock } from "@parlance/core";
import { LruMap } from "../storage/lru-map.ts";
import type { Counters, Hit } from "./shared-state.ts";

/** Whoever sends from more addresses than this in one window has other windows forgotten, never its own newest. */
const CAPACITY = 100_000;

interface Window {
  count: number;
  readonly endsAt: number;
}

/** Counts in this process alone. */
export class LocalCounters implements Counters {
  readonly #clock: Clock;
  readonly #isShared: boolean;
  readonly #windows = new LruMap<Window>(CAPACITY);

  /** `isShared`: this process is all there is, so that its count is the whole count. */
  constructor(clock: Clock, isShared: boolean) {
    this.#clock = clock;
    this.#isShared = isShared;
  }

  async hit(key: string, windowMs: number, max: number): Promise<Hit> {
    const now = this.#clock.now();
    const running = this.#windows.get(key);
    const window = running !== undefined && running.endsAt > now ? running : { count: 0, endsAt: now + windowMs };
    window.count++;
    this.#windows.set(key, window);
    return hitOf(window.count, window.endsAt - now, max, this.#isShared);
  }
}

export const hitOf = (count: number, resetMs: number, max: number, isShared: boolean): Hit => ({
  isAllowed: count <= max,
  count,
  remaining: Math.max(0, max - count),
  resetMs,
  isShared,
});
