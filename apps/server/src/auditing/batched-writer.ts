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
  #waiting: Row[] = [];
  #writing: Promise<void> | undefined;
  #dropped = 0;

  constructor(write: (rows: Row[]) => Promise<void>, log: Pick<FastifyBaseLogger, "error">) {
    this.#write = write;
    this.#log = log;
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
    await this.#writing;
  }

  async #drain(): Promise<void> {
    // A turn of the loop lets rows of the same moment gather.
    await new Promise(setImmediate);
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
}
