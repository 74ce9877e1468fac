/**
 * Messages on the pipe between the API process and a worker: a nine-byte head (payload length, kind, call id), then
 * the payload. Control payloads are JSON, data payloads are one Arrow IPC stream each.
 */
export type MessageKind = "control" | "data";

export interface Message {
  readonly kind: MessageKind;
  /** 0 for messages that belong to no call. */
  readonly callId: number;
  readonly body: Buffer;
}

const HEAD_BYTES = 9;
const CONTROL = 0;
const DATA = 1;

/** Far above any honest message; a longer one means that the stream is out of step or the sender is hostile. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

export function encodeHead(kind: MessageKind, callId: number, bodyBytes: number): Buffer {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32LE(bodyBytes, 0);
  head.writeUInt8(kind === "control" ? CONTROL : DATA, 4);
  head.writeUInt32LE(callId, 5);
  return head;
}

/** Cuts a byte stream into messages. Chunks are joined once per message, so a large message is copied once. */
export class MessageDecoder {
  #chunks: Buffer[] = [];
  #bytes = 0;

  *push(chunk: Buffer): Generator<Message> {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    for (let message = this.#next(); message !== null; message = this.#next()) yield message;
  }

  #next(): Message | null {
    if (this.#bytes < HEAD_BYTES) return null;
    const head = this.#peekHead();
    const bodyBytes = head.readUInt32LE(0);
    if (bodyBytes > MAX_MESSAGE_BYTES) throw new RangeError(`message of ${bodyBytes} bytes`);
    if (this.#bytes < HEAD_BYTES + bodyBytes) return null;
    const all = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks);
    const end = HEAD_BYTES + bodyBytes;
    this.#chunks = all.length > end ? [all.subarray(end)] : [];
    this.#bytes = all.length - end;
    return {
      kind: head.readUInt8(4) === CONTROL ? "control" : "data",
      callId: head.readUInt32LE(5),
      body: all.subarray(HEAD_BYTES, end),
    };
  }

  #peekHead(): Buffer {
    const first = this.#chunks[0];
    if (first && first.length >= HEAD_BYTES) return first;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }
}
