import { isAppError } from "@parlance/core";

export const CHORES = ["sweep", "look-for-syncs", "index", "backup"] as const;
export type ChoreName = (typeof CHORES)[number];

/** What became of a chore of this instance. */
export interface ChoreFacts {
  readonly name: ChoreName;
  readonly isRunning: boolean;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Of the last run, where it failed. */
  readonly error: string | null;
  readonly runs: number;
}

/** What runs in the background of this instance, again and again, and how it went the last time. */
export class JobBoard {
  readonly #now: () => number;
  readonly #chores = new Map<ChoreName, ChoreFacts>();

  constructor(now: () => number) {
    this.#now = now;
  }

  list(): readonly ChoreFacts[] {
    return CHORES.map((name) => this.#of(name));
  }

  /** Runs and remembers; what fails is thrown on. */
  async run<T>(name: ChoreName, work: () => Promise<T>): Promise<T> {
    const { runs } = this.#of(name);
    this.#set(name, { isRunning: true, startedAt: this.#now(), endedAt: null, error: null, runs: runs + 1 });
    try {
      const value = await work();
      this.#set(name, { isRunning: false, endedAt: this.#now() });
      return value;
    } catch (error) {
      this.#set(name, { isRunning: false, endedAt: this.#now(), error: wordsOf(error) });
      throw error;
    }
  }

  #of(name: ChoreName): ChoreFacts {
    const none = { name, isRunning: false, startedAt: null, endedAt: null, error: null, runs: 0 };
    return this.#chores.get(name) ?? none;
  }

  #set(name: ChoreName, change: Partial<ChoreFacts>): void {
    this.#chores.set(name, { ...this.#of(name), ...change });
  }
}

/** Errors of databases and drivers quote what they were given; the log has them, without their values. */
const wordsOf = (error: unknown): string =>
  isAppError(error) ? error.message : "It failed; the log of this instance tells how.";
