import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const PIECE_BYTES = 1024 * 1024;
/** A sender that is slower than this look is not kept waiting by it. */
const LOOK_AGAIN_MS = 5;

/** Carries a file that still grows into a pipe, as fast as the pipe's reader takes it, until the file is said to be whole. */
export class Feed {
  readonly #done: Promise<void>;
  #bytes = 0;
  #isWhole = false;
  #isStopped = false;

  constructor(path: string, pipe: string) {
    this.#done = this.#run(path, pipe);
    // What went wrong shows in what the reader of the pipe has read.
    this.#done.catch(() => undefined);
  }

  /** How many bytes the pipe has taken. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The file grows no more. */
  finish(): void {
    this.#isWhole = true;
  }

  /** The reader sees an end; one that has ceased to read may keep the last piece waiting until the process ends. */
  stop(): void {
    this.#isStopped = true;
  }

  async #run(path: string, pipe: string): Promise<void> {
    const source = await open(path, "r");
    try {
      // Waits for the reader: what a pipe holds is lost where nobody has it open.
      const target = await open(pipe, constants.O_WRONLY);
      await this.#carry(source, target).finally(() => target.close());
    } finally {
      await source.close();
    }
  }

  async #carry(source: FileHandle, target: FileHandle): Promise<void> {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    while (!this.#isStopped) {
      const isWhole = this.#isWhole;
      const { bytesRead } = await source.read(piece, 0, PIECE_BYTES, this.#bytes);
      if (bytesRead === 0 && isWhole) return;
      if (bytesRead === 0) await sleep(LOOK_AGAIN_MS);
      for (let from = 0; from < bytesRead; ) {
        const { bytesWritten } = await target.write(piece, from, bytesRead - from);
        from += bytesWritten;
        this.#bytes += bytesWritten;
      }
    }
  }
}
