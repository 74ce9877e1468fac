import { setTimeout as sleep } from "node:timers/promises";
import { isSkipped, type RedisTestServer, redisServer, startRedis } from "@parlance/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { memorySharedState } from "./memory-shared-state.ts";
import { openSharedState } from "./open-shared-state.ts";
import type { Message, SharedState } from "./shared-state.ts";

const clock = { now: () => Date.now() };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const MINUTE = 60_000;

async function until(isSo: () => boolean, withinMs = 8_000): Promise<void> {
  for (const end = performance.now() + withinMs; !isSo(); await sleep(20)) {
    if (performance.now() > end) throw new Error("It did not happen in time.");
  }
}

let keys = 0;
/** A key that no other test counts under. */
const freshKey = (): string => `test:${process.pid}:${keys++}`;

/** What holds for every kind of shared state. `open` gives instances that share with each other. */
function describeContract(name: string, isLeftOut: boolean, open: () => Promise<SharedState>): void {
  describe.skipIf(isLeftOut)(`shared state in ${name}`, () => {
    let state: SharedState;
    beforeAll(async () => {
      state = await open();
    });
    afterAll(() => state.close());

    test("counts up to a limit and tells what remains", async () => {
      const key = freshKey();
      const hits = [];
      for (let i = 0; i < 4; i++) hits.push(await state.counters.hit(key, MINUTE, 3));
      expect(hits.map((hit) => [hit.isAllowed, hit.count, hit.remaining])).toEqual([
        [true, 1, 2],
        [true, 2, 1],
        [true, 3, 0],
        [false, 4, 0],
      ]);
      expect(hits.every((hit) => hit.isShared && hit.resetMs > 0 && hit.resetMs <= MINUTE)).toBe(true);
    });

    test("lets exactly the limit through when everybody comes at once", async () => {
      const key = freshKey();
      const hits = await Promise.all(Array.from({ length: 200 }, () => state.counters.hit(key, MINUTE, 30)));
      expect(hits.filter((hit) => hit.isAllowed)).toHaveLength(30);
    });

    test("begins a new window when the old one has ended", async () => {
      const key = freshKey();
      await state.counters.hit(key, 80, 1);
      expect((await state.counters.hit(key, 80, 1)).isAllowed).toBe(false);
      await sleep(120);
      expect((await state.counters.hit(key, 80, 1)).isAllowed).toBe(true);
    });

    test("keeps a value until it is deleted or its time is over", async () => {
      const key = freshKey();
      expect(await state.store.get(key)).toBeUndefined();
      await state.store.set(key, "grüße\n", MINUTE);
      expect(await state.store.get(key)).toBe("grüße\n");
      await state.store.delete(key);
      expect(await state.store.get(key)).toBeUndefined();
      await state.store.set(key, "short", 60);
      await sleep(100);
      expect(await state.store.get(key)).toBeUndefined();
    });

    test("gives a value that is taken to one taker, and a first claim to one claimer", async () => {
      const key = freshKey();
      await state.store.set(key, "ticket", MINUTE);
      const taken = await Promise.all(Array.from({ length: 10 }, () => state.store.takeOnce(key)));
      expect(taken.filter((value) => value === "ticket")).toHaveLength(1);
      const claims = await Promise.all(Array.from({ length: 10 }, (_, i) => state.store.setOnce(key, `${i}`, MINUTE)));
      expect(claims.filter(Boolean)).toHaveLength(1);
    });

    test("tells whoever listens to a topic, and nobody who has stopped", async () => {
      const heard: Message[] = [];
      const stop = state.channel.subscribe("things", (message) => heard.push(message));
      state.channel.subscribe("things", () => {
        throw new Error("a listener that fails disturbs no other");
      });
      await state.channel.publish("others", { id: "x" });
      await state.channel.publish("things", { id: "a", isGone: true, size: 3, name: null });
      stop();
      await state.channel.publish("things", { id: "b" });
      expect(heard).toEqual([{ id: "a", isGone: true, size: 3, name: null }]);
    });
  });
}

const isLeftOut = isSkipped(redisServer);
let redis: RedisTestServer;
beforeAll(async () => {
  if (!isLeftOut) redis = await startRedis();
});
afterAll(() => redis?.stop());

async function openRedisState(): Promise<SharedState> {
  const state = await openSharedState({ redisUrl: redis.url, clock, log });
  await until(() => state.status() === "shared");
  return state;
}

describeContract("memory", false, async () => memorySharedState(clock, log));
describeContract("Redis", isLeftOut, openRedisState);

describe.skipIf(isLeftOut)("two instances with one Redis", () => {
  const opened: SharedState[] = [];
  const open = async (): Promise<SharedState> => {
    const state = await openRedisState();
    opened.push(state);
    return state;
  };
  afterEach(async () => {
    for (const state of opened.splice(0)) await state.close();
  });

  test("count together, to the request", async () => {
    const [a, b] = [await open(), await open()];
    const key = freshKey();
    const hits = await Promise.all(
      Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? a : b).counters.hit(key, MINUTE, 30)),
    );
    expect(hits.filter((hit) => hit.isAllowed)).toHaveLength(30);
  });

  test("see each other's values and hear each other's messages once", async () => {
    const [a, b] = [await open(), await open()];
    const heard: string[] = [];
    a.channel.subscribe("things", ({ id }) => heard.push(`a:${id}`));
    b.channel.subscribe("things", ({ id }) => heard.push(`b:${id}`));
    // Listening begins a moment after the connection is there.
    while (!heard.includes("b:warm")) {
      await a.channel.publish("things", { id: "warm" });
      await sleep(20);
    }
    heard.length = 0;
    await a.channel.publish("things", { id: "1" });
    await until(() => heard.length === 2);
    await sleep(50);
    expect(heard).toEqual(["a:1", "b:1"]);
    const key = freshKey();
    await a.store.set(key, "shared", MINUTE);
    expect(await b.store.takeOnce(key)).toBe("shared");
    expect(await a.store.get(key)).toBeUndefined();
  });
});

describe.skipIf(isLeftOut)("a Redis that fails", () => {
  test("killed midway: nobody waits, counting goes on here, and what was missed is told after its return", async () => {
    let server = await startRedis();
    const [a, b] = (await Promise.all([0, 1].map(() => openSharedState({ redisUrl: server.url, clock, log })))) as [
      SharedState,
      SharedState,
    ];
    try {
      await until(() => a.status() === "shared" && b.status() === "shared");
      await sleep(100);
      let missedByB = 0;
      b.channel.onMissed(() => missedByB++);
      process.kill(server.pid, "SIGKILL");
      await until(() => a.status() === "unreachable");
      const key = freshKey();
      const startedAt = performance.now();
      const hits = await Promise.all(Array.from({ length: 50 }, () => a.counters.hit(key, MINUTE, 10)));
      expect(performance.now() - startedAt).toBeLessThan(1_500);
      expect(hits.filter((hit) => hit.isAllowed)).toHaveLength(10);
      expect(hits.every((hit) => !hit.isShared)).toBe(true);
      await expect(a.store.get(key)).rejects.toMatchObject({ code: "SHARED_STATE_UNREACHABLE" });
      await a.channel.publish("things", { id: "lost" });
      await server.stop();
      server = await startRedis(server.port);
      await until(() => a.status() === "shared" && b.status() === "shared");
      expect((await a.counters.hit(key, MINUTE, 10)).isShared).toBe(true);
      await until(() => missedByB > 0);
    } finally {
      await Promise.all([a.close(), b.close(), server.stop()]);
    }
  });

  test("stopped dead: a request waits half a second at most, the next ones not at all", async () => {
    const server = await startRedis();
    const state = await openSharedState({ redisUrl: server.url, clock, log });
    try {
      await until(() => state.status() === "shared");
      process.kill(server.pid, "SIGSTOP");
      const first = performance.now();
      expect((await state.counters.hit(freshKey(), MINUTE, 5)).isShared).toBe(false);
      expect(performance.now() - first).toBeLessThan(1_500);
      const second = performance.now();
      await Promise.all(Array.from({ length: 100 }, () => state.counters.hit(freshKey(), MINUTE, 5)));
      expect(performance.now() - second).toBeLessThan(1_000);
      process.kill(server.pid, "SIGCONT");
      await until(() => state.status() === "shared");
    } finally {
      await state.close();
      await server.stop();
    }
  });

  test("away at the start: the state opens, and is shared once Redis is there", async () => {
    const port = await startRedis().then(async (server) => {
      await server.stop();
      return server.port;
    });
    const state = await openSharedState({ redisUrl: `redis://127.0.0.1:${port}`, clock, log });
    let server: RedisTestServer | undefined;
    try {
      expect((await state.counters.hit(freshKey(), MINUTE, 5)).isShared).toBe(false);
      server = await startRedis(port);
      await until(() => state.status() === "shared");
    } finally {
      await state.close();
      await server?.stop();
    }
  });
});
