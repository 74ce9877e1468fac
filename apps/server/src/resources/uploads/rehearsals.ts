import type { ArrivingFile, FileJob } from "@parlance/core";

/** Not for everybody: slow senders would hold a process each for as long as they like. */
const MAX_AT_ONCE = 2;

/** Lets the process that will read an upload get ready while the bytes arrive. */
export class Rehearsals {
  #running = 0;

  /** `receive` is given what to call when the beginning of a file is there. */
  async during<T>(reader: FileJob, receive: (onHead: (file: ArrivingFile) => void) => Promise<T>): Promise<T> {
    let holdsPlace = false;
    const onHead = (file: ArrivingFile): void => {
      if (this.#running >= MAX_AT_ONCE) return;
      holdsPlace = true;
      this.#running++;
      void reader.rehearse(file);
    };
    return receive(onHead).finally(() => {
      if (holdsPlace) this.#running--;
    });
  }
}
