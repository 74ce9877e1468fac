import { AppError } from "@parlance/core";

export interface LaneLimits {
  /** Pieces of work that run at once in one lane. */
  readonly running: number;
  /** Pieces of work that may wait for their turn. */
  readonly waiting: number;
}

interface Waiting {
  readonly who: string;
  readonly begin: () => void;
  readonly tell: (position: number) => void;
}

interface Lane {
  /** How many are running, by who asked for them. */
  readonly running: Map<string, number>;
  readonly waiting: Waiting[];
}

const RETRY_AFTER_SECONDS = 10;

/**
 * A lane for each workspace, so that none can take the service from the others, and within it a turn for each person:
 * next comes whoever has the least running, and of those who waited longest.
 */
export class WorkLanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #limits: () => LaneLimits;

  constructor(limits: () => LaneLimits) {
    this.#limits = limits;
  }

  /** Runs work when its turn comes. `onWaiting` is told the place in the queue, 1 being next, each time it changes. */
  async run<T>(
    place: { readonly lane: string; readonly who: string },
    signal: AbortSignal,
    work: () => Promise<T>,
    onWaiting: (position: number) => void = () => undefined,
  ): Promise<T> {
    signal.throwIfAborted();
    const lane = this.#laneOf(place.lane);
    await this.#turn(lane, place.who, signal, onWaiting);
    try {
      return await work();
    } finally {
      change(lane.running, place.who, -1);
      this.#advance(lane);
      if (lane.running.size === 0 && lane.waiting.length === 0) this.#lanes.delete(place.lane);
    }
  }

  #laneOf(id: string): Lane {
    const lane = this.#lanes.get(id) ?? { running: new Map(), waiting: [] };
    this.#lanes.set(id, lane);
    return lane;
  }

  async #turn(lane: Lane, who: string, signal: AbortSignal, tell: (position: number) => void): Promise<void> {
    const limits = this.#limits();
    if (total(lane) < limits.running && lane.waiting.length === 0) {
      change(lane.running, who, 1);
      return;
    }
    if (lane.waiting.length >= limits.waiting) {
      throw new AppError("LIMIT_RUNNING_REACHED", {
        details: { running: total(lane), waiting: lane.waiting.length, retryAfterSeconds: RETRY_AFTER_SECONDS },
      });
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        const index = lane.waiting.indexOf(waiting);
        if (index < 0) return;
        lane.waiting.splice(index, 1);
        reject(signal.reason);
        tellPlaces(lane);
      };
      const begin = (): void => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const waiting: Waiting = { who, begin, tell };
      signal.addEventListener("abort", leave, { once: true });
      lane.waiting.push(waiting);
      tell(lane.waiting.length);
    });
  }

  #advance(lane: Lane): void {
    const before = lane.waiting.length;
    while (lane.waiting.length > 0 && total(lane) < this.#limits().running) {
      const least = Math.min(...lane.waiting.map(({ who }) => lane.running.get(who) ?? 0));
      const index = lane.waiting.findIndex(({ who }) => (lane.running.get(who) ?? 0) === least);
      const [next] = lane.waiting.splice(index, 1);
      if (next === undefined) return;
      // Counted here and not when it wakes up, so that nobody slips in between.
      change(lane.running, next.who, 1);
      next.begin();
    }
    if (lane.waiting.length !== before) tellPlaces(lane);
  }
}

const total = ({ running }: Lane): number => [...running.values()].reduce((sum, count) => sum + count, 0);

function tellPlaces({ waiting }: Lane): void {
  for (const [index, { tell }] of waiting.entries()) tell(index + 1);
}

function change(counts: Map<string, number>, who: string, by: number): void {
  const count = (counts.get(who) ?? 0) + by;
  if (count > 0) counts.set(who, count);
  else counts.delete(who);
}
