import type { Duplex } from "node:stream";

/** Bits of what a side can do, by the protocol's own names. */
export const CAN = {
  LONG_PASSWORD: 0x1,
  CONNECT_WITH_DB: 0x8,
  COMPRESS: 0x20,
  SSL: 0x800,
  SECURE_CONNECTION: 0x8000,
  PLUGIN_AUTH: 0x8_0000,
  CONNECT_ATTRS: 0x10_0000,
  PLUGIN_AUTH_LENENC: 0x20_0000,
} as const;

export interface Packet {
  readonly sequence: number;
  readonly payload: Buffer;
}

/** MySQL's packets over a socket, one after the other. */
export class PacketStream {
  readonly #socket: Duplex;
  readonly #receive = (chunk: Buffer) => {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    this.#wake();
  };
  #rest: Buffer = Buffer.alloc(0);
  #isOver = false;
  #wake: () => void = () => undefined;

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on("data", this.#receive);
    for (const event of ["close", "end", "error"]) {
      socket.on(event, () => {
        this.#isOver = true;
        this.#wake();
      });
    }
  }

  /** Null when the other side has hung up. */
  async next(): Promise<Packet | null> {
    for (;;) {
      const packet = this.#take();
      if (packet !== null || this.#isOver) return packet;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  write(sequence: number, payload: Buffer): void {
    const head = Buffer.alloc(4);
    head.writeUIntLE(payload.length, 0, 3);
    head[3] = sequence & 0xff;
    this.#socket.write(Buffer.concat([head, payload]));
  }

  /** Leaves the socket to somebody else, with what came and was not read. */
  release(): Buffer {
    this.#socket.pause();
    this.#socket.off("data", this.#receive);
    return this.#rest;
  }

  #take(): Packet | null {
    if (this.#rest.length < 4) return null;
    const end = 4 + this.#rest.readUIntLE(0, 3);
    if (this.#rest.length < end) return null;
    const packet = { sequence: this.#rest[3] ?? 0, payload: this.#rest.subarray(4, end) };
    this.#rest = this.#rest.subarray(end);
    return packet;
  }
}

export interface Greeting {
  readonly version: string;
  readonly capabilities: number;
  /** 20 bytes. */
  readonly nonce: Buffer;
  readonly plugin: string;
}

const UTF8MB4 = 45;
const AUTOCOMMIT = 2;

export function writeGreeting({ version, capabilities, nonce, plugin }: Greeting): Buffer {
  const fixed = Buffer.alloc(19);
  fixed.writeUInt16LE(capabilities & 0xffff, 1);
  fixed[3] = UTF8MB4;
  fixed.writeUInt16LE(AUTOCOMMIT, 4);
  fixed.writeUInt16LE(capabilities >>> 16, 6);
  fixed[8] = nonce.length + 1;
  const thread = Buffer.from([1, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([10]),
    text(version),
    thread,
    nonce.subarray(0, 8),
    fixed,
    nonce.subarray(8),
    Buffer.from([0]),
    text(plugin),
  ]);
}

/** What a server that is greeted through can do. */
export function capabilitiesOf(greeting: Buffer): number {
  const at = greeting.indexOf(0, 1) + 1 + 4 + 8 + 1;
  return (greeting.readUInt16LE(at) | (greeting.readUInt16LE(at + 5) << 16)) >>> 0;
}

/** A client's answer to the greeting. */
export interface Login {
  readonly capabilities: number;
  /** Its first 32 bytes, the same in what is sent on. */
  readonly head: Buffer;
  readonly user: string;
  readonly response: Buffer;
  readonly database: string;
  readonly plugin: string;
}

export function readLogin(payload: Buffer): Login {
  const capabilities = payload.readUInt32LE(0);
  let at = 32;
  const word = (): string => {
    const end = payload.indexOf(0, at);
    const read = payload.toString("utf8", at, end);
    at = end + 1;
    return read;
  };
  const user = word();
  // Answers are shorter than what a longer form of the length would be for.
  const length = payload[at] ?? 0;
  const response = payload.subarray(at + 1, at + 1 + length);
  at += 1 + length;
  const database = capabilities & CAN.CONNECT_WITH_DB ? word() : "";
  const plugin = capabilities & CAN.PLUGIN_AUTH ? word() : "mysql_native_password";
  return { capabilities, head: payload.subarray(0, 32), user, response, database, plugin };
}

/** The same for somebody who has no password. */
export function writeLogin({ head, capabilities, database }: Login, user: string): Buffer {
  const changed = Buffer.from(head);
  changed.writeUInt32LE((capabilities & ~(CAN.SSL | CAN.CONNECT_ATTRS)) >>> 0, 0);
  const named = capabilities & CAN.CONNECT_WITH_DB ? [text(database)] : [];
  const plugin = capabilities & CAN.PLUGIN_AUTH ? [text("mysql_native_password")] : [];
  return Buffer.concat([changed, text(user), Buffer.from([0]), ...named, ...plugin]);
}

export const switchTo = (plugin: string, nonce: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xfe]), text(plugin), nonce, Buffer.from([0])]);

export const moreData = (data: Buffer): Buffer => Buffer.concat([Buffer.from([1]), data]);

const ACCESS_DENIED = 1045;

export function accessDenied(user: string, hasPassword: boolean): Buffer {
  const head = Buffer.from([0xff, 0, 0]);
  head.writeUInt16LE(ACCESS_DENIED, 1);
  const using = hasPassword ? "YES" : "NO";
  return Buffer.concat([
    head,
    Buffer.from(`#28000Access denied for user '${user}'@'localhost' (using password: ${using})`),
  ]);
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`);
