import type { EncodedStream, FrameColumn, ResultStream } from "@parlance/core";
import { decodeFrame } from "../frames/decode-frame.ts";
import type { StreamValue } from "../protocol/messages.ts";
import type { CallHooks } from "./call-process.ts";

interface Waiting {
  readonly bytes: Uint8Array;
  readonly taken: () => void;
}

/** The API process's side of one stream: holds at most a window of frames and asks for the next when one is read. */
export class StreamReader {
  readonly #waiting: Waiting[] = [];
  readonly #stop: AbortController;
  #wake: (() => void) | null = null;
  #end: { readonly error?: unknown } | null = null;
  #isTruncated = false;

  constructor(stop: AbortController) {
    this.#stop = stop;
  }

  /**
   * Resolves with the stream once its columns are known, or rejects when the statement fails before that.
   * `begin` makes the call with the given hooks.
   */
  open(begin: (hooks: CallHooks) => Promise<StreamValue>): Promise<EncodedStream> {
    return new Promise((resolve, reject) => {
      const call = begin({
        onColumns: (columns) => resolve(this.#encoded(columns)),
        onFrame: (bytes, taken) => {
          this.#waiting.push({ bytes, taken });
          this.#wake?.();
        },
      });
      call.then(
        (value) => {
          this.#isTruncated = value.isTruncated;
          this.#finish({});
        },
        (error: unknown) => {
          reject(error);
          this.#finish({ error });
        },
      );
    });
  }

  #encoded(columns: readonly FrameColumn[]): EncodedStream {
    return { columns, messages: this.#messages(), wasTruncated: () => this.#isTruncated };
  }

  #finish(end: { readonly error?: unknown }): void {
    this.#end = end;
    this.#wake?.();
  }

  async *#messages(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const next = this.#waiting.shift();
        if (next) {
          next.taken();
          yield next.bytes;
        } else if (this.#end) {
          if ("error" in this.#end) throw this.#end.error;
          return;
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
          this.#wake = null;
        }
      }
    } finally {
      // A reader that leaves early ends the statement.
      if (!this.#end) this.#stop.abort();
    }
  }
}

/** The stream as cells, for a reader in this process. */
export function decodedStream({ columns, messages, wasTruncated }: EncodedStream): ResultStream {
  async function* frames() {
    for await (const bytes of messages) yield decodeFrame(columns, bytes);
  }
  return { columns, frames: frames(), wasTruncated };
}
