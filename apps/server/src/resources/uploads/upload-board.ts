import type { UploadProgress } from "./schema.ts";

const IDLE: UploadProgress = { phase: "receive", bytesDone: 0, bytesTotal: 0, rows: 0 };
const KEEP_ENDED_MS = 60_000;

interface Entry {
  last: UploadProgress;
  /** Present while the upload runs. */
  cancel: (() => void) | null;
  readonly listeners: Set<(progress: UploadProgress) => void>;
}

/**
 * The uploads in flight, by owner and key: what they are doing, who watches, how to stop them. A watcher may come
 * before the upload and finds the end for a minute after it.
 */
export class UploadBoard {
  readonly #entries = new Map<string, Entry>();

  start(key: string, cancel: () => void): (progress: UploadProgress) => void {
    const entry = this.#entry(key);
    entry.cancel = cancel;
    return (progress) => this.#publish(key, entry, progress);
  }

  /** False when no such upload runs. */
  cancel(key: string): boolean {
    const cancel = this.#entries.get(key)?.cancel;
    cancel?.();
    return cancel !== null && cancel !== undefined;
  }

  /** Calls with the present state at once, then with every change. Answers how to stop watching. */
  watch(key: string, listener: (progress: UploadProgress) => void): () => void {
    const entry = this.#entry(key);
    entry.listeners.add(listener);
    listener(entry.last);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0 && entry.cancel === null) this.#entries.delete(key);
    };
  }

  #publish(key: string, entry: Entry, progress: UploadProgress): void {
    entry.last = progress;
    for (const listener of entry.listeners) listener(progress);
    if (!hasEnded(progress)) return;
    entry.cancel = null;
    setTimeout(() => this.#forget(key, entry), KEEP_ENDED_MS).unref();
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry && entry.cancel === null) this.#entries.delete(key);
  }

  #entry(key: string): Entry {
    const known = this.#entries.get(key);
    if (known !== undefined && !hasEnded(known.last)) return known;
    const entry: Entry = {
      last: known?.cancel === null ? known.last : IDLE,
      cancel: null,
      listeners: known?.listeners ?? new Set(),
    };
    this.#entries.set(key, entry);
    return entry;
  }
}

export const hasEnded = (progress: UploadProgress): boolean => progress.phase === "done" || progress.phase === "failed";
