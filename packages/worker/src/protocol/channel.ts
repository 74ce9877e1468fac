import type { Duplex } from "node:stream";
import { encodeHead, type Message, MessageDecoder } from "./framing.ts";

/** One end of the pipe. Both processes use it; what the JSON means is their affair. */
export class Channel {
  readonly #pipe: Duplex;
  #drained: Promise<void> | null = null;

  constructor(pipe: Duplex, onMessage: (message: Message) => void, onBroken: (error: Error) => void) {
    this.#pipe = pipe;
    const decoder = new MessageDecoder();
    pipe.on("data", (chunk: Buffer) => {
      try {
        for (const message of decoder.push(chunk)) onMessage(message);
      } catch (error) {
        pipe.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    pipe.on("error", onBroken);
  }

  sendControl(callId: number, control: object): void {
    const body = Buffer.from(JSON.stringify(control));
    this.#write(encodeHead("control", callId, body.length), body);
  }

  /** Resolves when the pipe has room again, so a slow reader slows the writer instead of filling memory. */
  async sendData(callId: number, body: Uint8Array): Promise<void> {
    this.#write(encodeHead("data", callId, body.byteLength), body);
    await this.#drained;
  }

  #write(head: Buffer, body: Uint8Array): void {
    if (this.#pipe.destroyed) return;
    this.#pipe.cork();
    this.#pipe.write(head);
    const hasRoom = this.#pipe.write(body);
    this.#pipe.uncork();
    if (hasRoom || this.#drained) return;
    this.#drained = new Promise((resolve) => {
      const done = () => {
        this.#drained = null;
        this.#pipe.off("drain", done).off("close", done);
        resolve();
      };
      this.#pipe.on("drain", done).on("close", done);
    });
  }
}
