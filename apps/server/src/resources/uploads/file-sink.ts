import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

const BUFFER_BYTES = 1024 * 1024;

/**
 * Bytes on their way to a file and into its hash. They are written by the megabyte while the next ones arrive: a call
 * for every chunk of the network would take longer than the disk.
 */
export class FileSink {
  /** Null where the bytes are only hashed. */
  readonly #file: FileHandle | null;
  readonly #hash = createHash("sha256");
  #filling = Buffer.allocUnsafe(BUFFER_BYTES);
  #spare = Buffer.allocUnsafe(BUFFER_BYTES);
  #filled = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: FileHandle | null) {
    this.#file = file;
  }

  /** Waits only while the disk is a whole buffer behind. */
  async write(piece: Uint8Array): Promise<void> {
    for (let from = 0; from < piece.length; ) {
      const part = piece.subarray(from, from + BUFFER_BYTES - this.#filled);
      this.#filling.set(part, this.#filled);
      this.#filled += part.length;
      from += part.length;
      if (this.#filled === BUFFER_BYTES) await this.#flush();
    }
  }

  /** Everything is written when this returns; `kept` settles when the disk has it and the file is closed. */
  async end(): Promise<{ sha256: string; kept: Promise<void> }> {
    await this.#flush();
    await this.#writing;
    const file = this.#file;
    const kept = file === null ? Promise.resolve() : file.sync().finally(() => file.close());
    leaveToReader(kept);
    return { sha256: this.#hash.digest("hex"), kept };
  }

  /** Closes the file of a transfer that failed; what failed it is known already. */
  async abandon(): Promise<void> {
    await Promise.allSettled([this.#writing]);
    await this.#file?.close();
  }

  async #flush(): Promise<void> {
    const bytes = this.#filling.subarray(0, this.#filled);
    this.#hash.update(bytes);
    await this.#writing;
    [this.#filling, this.#spare] = [this.#spare, this.#filling];
    this.#filled = 0;
    if (this.#file === null) return;
    this.#writing = this.#file.writeFile(bytes);
    leaveToReader(this.#writing);
  }
}

/** The failure is met where the promise is awaited, which may be later than it happens. */
function leaveToReader(promise: Promise<void>): void {
  promise.catch(() => undefined);
}
