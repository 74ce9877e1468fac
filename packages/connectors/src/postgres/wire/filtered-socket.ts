import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { RowFilter } from "./row-filter.ts";

/** A connected socket as the driver library wants one, with long cells cut before the library sees them. */
export class FilteredSocket extends Duplex {
  readonly #rows: RowFilter;
  readonly #socket: Socket;

  constructor(socket: Socket, maxCellBytes: number) {
    super();
    this.#rows = new RowFilter(maxCellBytes);
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    socket.on("end", () => this.push(null));
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.destroy());
  }

  /** The library connects its stream itself; this one is connected already. */
  connect(): this {
    process.nextTick(() => this.emit("connect"));
    return this;
  }

  setNoDelay(isOn?: boolean): this {
    this.#socket.setNoDelay(isOn);
    return this;
  }

  setKeepAlive(isOn?: boolean, delayMs?: number): this {
    this.#socket.setKeepAlive(isOn, delayMs);
    return this;
  }

  ref(): this {
    this.#socket.ref();
    return this;
  }

  unref(): this {
    this.#socket.unref();
    return this;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }

  #receive(chunk: Buffer): void {
    try {
      let hasRoom = true;
      for (const piece of this.#rows.push(chunk)) hasRoom = this.push(piece);
      if (!hasRoom) this.#socket.pause();
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
