import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { configOf, NEEDS } from "./fixtures/shop.ts";
import { openSession } from "./session.ts";

/** Bits of what both sides can do, and words of the protocol. */
const LOCAL_FILES = 0x80;
const OFFERED = 0x8_0000 | 0x8000 | 0x2000 | 0x200 | LOCAL_FILES | 0x8 | 0x1;
const ASKS_FOR_FILE = 0xfb;
const OK = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
const CANARY = "canary-of-a-local-file-7f3a9c2e";

/** HTTP attack 59: a server that answers every statement by asking for a file of whoever sent it. */
interface Rogue {
  readonly port: number;
  /** Everything it was sent. */
  readonly received: Buffer[];
  close(): Promise<void>;
}

const packet = (sequence: number, payload: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUIntLE(payload.length, 0, 3);
  head[3] = sequence;
  return Buffer.concat([head, payload]);
};

function greeting(): Buffer {
  const tail = Buffer.alloc(37);
  tail.writeUInt16LE(OFFERED & 0xffff, 0);
  tail[2] = 45;
  tail.writeUInt16LE(2, 3);
  tail.writeUInt16LE(OFFERED >>> 16, 5);
  tail[7] = 21;
  tail.fill("b", 18, 30);
  const head = Buffer.from("\x0a8.0.36\0\x01\0\0\0aaaaaaaa\0", "latin1");
  return Buffer.concat([head, tail.subarray(0, 31), Buffer.from("mysql_native_password\0")]);
}

async function startRogue(file: string): Promise<Rogue> {
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let packets = 0;
    socket.on("error", () => sockets.delete(socket));
    socket.write(packet(0, greeting()));
    socket.on("data", (data: Buffer) => {
      received.push(data);
      packets += 1;
      if (packets === 1) socket.write(packet(2, OK));
      else if (data[4] === 3) socket.write(packet(1, Buffer.concat([Buffer.from([ASKS_FOR_FILE]), Buffer.from(file)])));
      else socket.write(packet((data[3] ?? 0) + 1, OK));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe("a server that asks for a file of ours", () => {
  let folder: string;
  let rogue: Rogue;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "parlance-rogue-"));
    await writeFile(join(folder, "canary.txt"), CANARY);
    rogue = await startRogue(join(folder, "canary.txt"));
  });
  afterAll(async () => {
    await rogue.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("#59 is not given it, and was told beforehand that it would not be", { timeout: 20_000 }, async () => {
    const config = configOf({ host: "127.0.0.1", port: rogue.port });
    await expect(openSession(config, NEEDS.outbound, 2_000)).rejects.toMatchObject({
      code: "SOURCE_UNREACHABLE",
      message: expect.stringContaining("asked for a file"),
    });
    const [login] = rogue.received;
    expect(login?.length).toBeGreaterThan(36);
    expect((login?.readUInt32LE(4) ?? LOCAL_FILES) & LOCAL_FILES).toBe(0);
    expect(rogue.received.length, "a statement was answered with the question for a file").toBeGreaterThan(1);
    expect(Buffer.concat(rogue.received).toString("latin1")).not.toContain(CANARY);
  });
});
