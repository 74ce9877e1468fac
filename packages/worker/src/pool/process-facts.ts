/** What a pool of child processes is doing; for whoever watches the server. */
export interface ProcessFacts {
  /** Alive and taken. */
  readonly running: number;
  /** Alive and waiting to be taken. */
  readonly spare: number;
  /** Calls in flight. */
  readonly calls: number;
  /** Ever started. */
  readonly starts: number;
  /** Ever ended without being asked to: killed at a limit, by the system, or crashed. */
  readonly deaths: number;
  readonly pids: readonly number[];
}

/** Counts processes from their start to their end. */
export class ProcessCensus {
  readonly #alive = new Set<CountedProcess>();
  #starts = 0;
  #deaths = 0;

  add(process: CountedProcess): void {
    this.#starts++;
    this.#alive.add(process);
    process.onEnd(() => {
      this.#alive.delete(process);
      if (!process.isClosing) this.#deaths++;
    });
  }

  facts(spare = 0): ProcessFacts {
    const alive = [...this.#alive];
    return {
      running: Math.max(0, alive.length - spare),
      spare,
      calls: alive.reduce((sum, { callCount }) => sum + callCount, 0),
      starts: this.#starts,
      deaths: this.#deaths,
      pids: alive.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
    };
  }
}

interface CountedProcess {
  readonly pid: number | undefined;
  readonly callCount: number;
  /** Its owner has ended it. */
  readonly isClosing: boolean;
  onEnd(listener: () => void): void;
}
