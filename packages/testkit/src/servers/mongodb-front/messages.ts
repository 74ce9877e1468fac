import { BSON } from "mongodb";

/** A command or its answer. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a client sends: the first hello the old way, everything else as OP_MSG. */
export interface Request {
  readonly id: number;
  readonly isOldForm: boolean;
  readonly command: Fields;
}

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEAD_BYTES = 16;

/** Whole messages out of what arrives. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);

  *push(chunk: Buffer): Generator<Buffer> {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= HEAD_BYTES && this.#rest.length >= this.#rest.readInt32LE(0)) {
      const end = this.#rest.readInt32LE(0);
      yield this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(end);
    }
  }
}

export function readRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const isOldForm = message.readInt32LE(12) === OP_QUERY;
  // Flags, then the collection's name and two numbers; or flags and the kind of the first section.
  const at = isOldForm ? message.indexOf(0, HEAD_BYTES + 4) + 1 + 8 : HEAD_BYTES + 5;
  return { id, isOldForm, command: BSON.deserialize(documentAt(message, at)) };
}

/** The command of a request that is sent on, in the same form. */
export function writeRequest({ id, isOldForm, command }: Request): Buffer {
  const body = BSON.serialize(command);
  if (!isOldForm) return framed(id, 0, OP_MSG, Buffer.alloc(5), body);
  const target = Buffer.from("\0\0\0\0admin.$cmd\0\0\0\0\0\xff\xff\xff\xff", "latin1");
  return framed(id, 0, OP_QUERY, target, body);
}

export function readAnswer(message: Buffer): Fields {
  const at = message.readInt32LE(12) === OP_REPLY ? HEAD_BYTES + 20 : HEAD_BYTES + 5;
  return BSON.deserialize(documentAt(message, at), { promoteValues: false });
}

export function writeAnswer({ id, isOldForm }: Request, answer: Fields): Buffer {
  const body = BSON.serialize(answer);
  if (!isOldForm) return framed(0, id, OP_MSG, Buffer.alloc(5), body);
  const head = Buffer.alloc(20);
  head.writeInt32LE(1, 16);
  return framed(0, id, OP_REPLY, head, body);
}

const documentAt = (message: Buffer, at: number): Buffer => message.subarray(at, at + message.readInt32LE(at));

function framed(id: number, answers: number, kind: number, head: Buffer, body: Uint8Array): Buffer {
  const front = Buffer.alloc(HEAD_BYTES);
  const numbers = [HEAD_BYTES + head.length + body.length, id, answers, kind];
  for (const [i, number] of numbers.entries()) front.writeInt32LE(number, i * 4);
  return Buffer.concat([front, head, body]);
}
