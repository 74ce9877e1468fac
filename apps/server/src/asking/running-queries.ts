import type { WorkLanes } from "../limiting/work-lanes.ts";
import { type Holder, holderOf } from "../plugins/identity.ts";
import type { Channel } from "../sharing/shared-state.ts";

export interface RunningQueriesNeeds {
  readonly lanes: WorkLanes;
  readonly channel: Channel;
}

export interface RunPlace {
  readonly holder: Holder;
  /** What the client calls it, to cancel it by. */
  readonly id: string | undefined;
  readonly signal: AbortSignal;
  /** Told the place in the queue while the workspace has no room for it. */
  readonly onWaiting?: ((position: number) => void) | undefined;
}

const CANCELLED = "queries.cancelled";

/**
 * Questions and statements in flight, each in the lane of its workspace. Another request of the same person can cancel
 * them by name, whichever instance it reaches.
 */
export class RunningQueries {
  readonly #needs: RunningQueriesNeeds;
  readonly #running = new Map<string, AbortController>();

  constructor(needs: RunningQueriesNeeds) {
    this.#needs = needs;
    needs.channel.subscribe(CANCELLED, ({ key }) => this.#running.get(String(key))?.abort());
  }

  /** Runs work, when its turn comes, under a signal that ends with the place's own or with cancel(holder, id). */
  async run<T>({ holder, id, signal, onWaiting }: RunPlace, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { lanes } = this.#needs;
    const place = { lane: holder.workspaceId, who: holder.principal };
    if (id === undefined) return lanes.run(place, signal, () => work(signal), onWaiting);
    const key = keyOf(holder, id);
    const controller = new AbortController();
    this.#running.set(key, controller);
    const either = AbortSignal.any([signal, controller.signal]);
    try {
      return await lanes.run(place, either, () => work(either), onWaiting);
    } finally {
      if (this.#running.get(key) === controller) this.#running.delete(key);
    }
  }

  /** Cancelling what has just ended is no error: the person gets what they wanted. */
  async cancel(holder: Holder, id: string): Promise<void> {
    await this.#needs.channel.publish(CANCELLED, { key: keyOf(holder, id) });
  }
}

const keyOf = (holder: Holder, id: string): string => `${holderOf(holder)}:${id}`;
