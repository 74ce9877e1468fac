import type { AppError, IngestProgress } from "@parlance/core";

export interface SyncProgress {
  readonly phase: "connect" | "read" | "done" | "failed" | IngestProgress["phase"];
  readonly rows: number;
  readonly tables: number;
  readonly table?: string;
}

/** Null when it went well. */
export type SyncOutcome = AppError | null;

/** One sync under way: what it is doing, for whoever watches, and how to stop it. */
export class RunningSync {
  readonly #controller = new AbortController();
  readonly #listeners = new Set<(progress: SyncProgress) => void>();
  #last: SyncProgress = { phase: "connect", rows: 0, tables: 0 };
  #done: Promise<SyncOutcome> = Promise.resolve(null);

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Resolves when it is over, whichever way. */
  get done(): Promise<SyncOutcome> {
    return this.#done;
  }

  begin(work: Promise<SyncOutcome>): void {
    this.#done = work;
  }

  report(progress: Partial<SyncProgress>): void {
    this.#last = { ...this.#last, ...progress };
    for (const listener of this.#listeners) listener(this.#last);
  }

  /** Calls with the present state at once, then with every change. Answers how to stop watching. */
  watch(listener: (progress: SyncProgress) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#last);
    return () => this.#listeners.delete(listener);
  }

  stop(): void {
    this.#controller.abort();
  }
}
