import type { FastifyBaseLogger } from "fastify";

/** Rows of one statement at most; PostgreSQL counts parameters to 65,535. */
const MOST_AT_ONCE = 500;
/** Beyond this the database is not keeping up, and rows are dropped and counted rather than memory filled. */
const MOST_WAITING = 20_000;

/**
 * Writes rows soon, in the order they came, those that came together in one statement. Nobody has to wait, and whoever
 * wants to know that a row is on disk can.
 */
export class BatchedWriter<Row> {
  readonly #write: (rows: Row[]) => Promise<void>;
  readonly #log: Pick<FastifyBaseLogger, "error">;
  readonly #gatherMs: number;
  #waiting: Row[] = [];
  #writing: Promise<void> | undefined;
  #hurry: () => void = () => undefined;
  #dropped = 0;

  /** `gatherMs`: how long rows may wait for others to be written with; a process that is killed loses those. */
  constructor(write: (rows: Row[]) => Promise<void>, log: Pick<FastifyBaseLogger, "error">, gatherMs = 0) {
    this.#write = write;
    this.#log = log;
    this.#gatherMs = gatherMs;
  }

  /** Rows that were lost since the start, because the database did not take them. */
  get dropped(): number {
    return this.#dropped;
  }

  add(row: Row): void {
    if (this.#waiting.length >= MOST_WAITING) this.#dropped++;
    else this.#waiting.push(row);
    this.#writing ??= this.#drain();
  }

  /** Once every row added so far is written. */
  async settled(): Promise<void> {
    this.#hurry();
    await this.#writing;
  }

  async #drain(): Promise<void> {
    await this.#gathered();
    while (this.#waiting.length > 0) {
      const rows = this.#waiting.splice(0, MOST_AT_ONCE);
      try {
        await this.#write(rows);
      } catch (error) {
        this.#dropped += rows.length;
        this.#log.error({ err: error, rows: rows.length }, "rows could not be written");
      }
    }
    this.#writing = undefined;
  }

  /** A turn of the loop, at least, lets rows of the same moment gather. */
  async #gathered(): Promise<void> {
    if (this.#gatherMs === 0) return new Promise((resolve) => setImmediate(resolve));
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#gatherMs);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
