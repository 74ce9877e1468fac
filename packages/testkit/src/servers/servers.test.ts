import { existsSync } from "node:fs";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { mariadbServer } from "./mariadb-server.ts";
import { mongodbServer } from "./mongodb-server.ts";
import { postgresServer } from "./postgres-server.ts";
import { redisServer } from "./redis-server.ts";
import { isSkipped, type ServerKind } from "./server-kind.ts";

const KINDS: readonly (readonly [string, ServerKind])[] = [
  ["postgres", postgresServer],
  ["mariadb", mariadbServer],
  ["mongodb", mongodbServer],
  ["redis", redisServer],
];

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

describe.each(KINDS)("a throw-away %s server", (_name, kind) => {
  test.skipIf(isSkipped(kind))("starts on a free port, and leaves nothing behind", async () => {
    const server = await kind.start();
    expect(existsSync(server.folder)).toBe(true);
    expect(await isListening(server.port)).toBe(true);
    expect(server.version).toMatch(/^\d+\.\d+/);
    await server.stop();
    expect(await isListening(server.port)).toBe(false);
    expect(existsSync(server.folder)).toBe(false);
  });
});
