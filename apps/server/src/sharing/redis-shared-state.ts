import { randomUUID } from "node:crypto";
import { type Clock, isAppError } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { z } from "zod";
import { Listeners } from "./listeners.ts";
import { hitOf, LocalCounters } from "./local-counters.ts";
import { RedisLink, type RedisLinkNeeds } from "./redis-link.ts";
import type { Channel, Counters, Hit, Message, SharedState, SharedStore } from "./shared-state.ts";

export interface RedisSharedStateNeeds extends RedisLinkNeeds {
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "info" | "warn" | "error">;
}

const PREFIX = "parlance:";
const CHANNEL = `${PREFIX}messages`;

/** What several instances know together, kept in Redis. */
export function redisSharedState(needs: RedisSharedStateNeeds): SharedState {
  const link = new RedisLink(needs);
  return {
    counters: new RedisCounters(link, new LocalCounters(needs.clock, false)),
    store: new RedisStore(link),
    channel: new RedisChannel(link, needs.log),
    status: () => (link.isUp ? "shared" : "unreachable"),
    close: () => link.close(),
  };
}

/** One step in Redis, so that no two instances can read the same count. A key without an end is given one. */
const COUNT = `
local count = redis.call("INCR", KEYS[1])
local left = redis.call("PTTL", KEYS[1])
if left < 0 then
  redis.call("PEXPIRE", KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {count, left}`;

const counted = z.tuple([z.number(), z.number()]);

class RedisCounters implements Counters {
  readonly #link: RedisLink;
  readonly #local: LocalCounters;

  constructor(link: RedisLink, local: LocalCounters) {
    this.#link = link;
    this.#local = local;
  }

  async hit(key: string, windowMs: number, max: number): Promise<Hit> {
    try {
      const reply = await this.#link.run((redis) => redis.call("EVAL", COUNT, 1, `${PREFIX}count:${key}`, windowMs));
      const [count, resetMs] = counted.parse(reply);
      return hitOf(count, resetMs, max, true);
    } catch (error) {
      if (!isAppError(error)) throw error;
      return this.#local.hit(key, windowMs, max);
    }
  }
}

class RedisStore implements SharedStore {
  readonly #link: RedisLink;

  constructor(link: RedisLink) {
    this.#link = link;
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#link.run((redis) => redis.get(keyOf(key)))) ?? undefined;
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    await this.#link.run((redis) => redis.set(keyOf(key), value, "PX", ttlMs));
  }

  async setOnce(key: string, value: string, ttlMs: number): Promise<boolean> {
    return (await this.#link.run((redis) => redis.set(keyOf(key), value, "PX", ttlMs, "NX"))) === "OK";
  }

  async takeOnce(key: string): Promise<string | undefined> {
    return (await this.#link.run((redis) => redis.getdel(keyOf(key)))) ?? undefined;
  }

  async delete(key: string): Promise<void> {
    await this.#link.run((redis) => redis.del(keyOf(key)));
  }
}

const keyOf = (key: string): string => `${PREFIX}value:${key}`;

const envelope = z.object({
  from: z.string(),
  topic: z.string(),
  message: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** Told to everybody when messages of one instance could not be passed on. */
const MISSED_TOPIC = "sharing.missed";

class RedisChannel implements Channel {
  readonly #link: RedisLink;
  readonly #listeners: Listeners;
  readonly #log: RedisSharedStateNeeds["log"];
  readonly #instance = randomUUID();
  #owesMissed = false;
  #hasListened = false;

  constructor(link: RedisLink, log: RedisSharedStateNeeds["log"]) {
    this.#link = link;
    this.#log = log;
    this.#listeners = new Listeners(log);
    link.onBack(() => this.#settle());
    link.listen(
      CHANNEL,
      () => this.#began(),
      (text) => this.#received(text),
    );
  }

  async publish(topic: string, message: Message): Promise<void> {
    this.#listeners.tell(topic, message);
    if (!(await this.#send(topic, message))) this.#owesMissed = true;
  }

  subscribe(topic: string, listener: (message: Message) => void): () => void {
    return this.#listeners.add(topic, listener);
  }

  onMissed(listener: () => void): () => void {
    return this.#listeners.addMissed(listener);
  }

  async #send(topic: string, message: Message): Promise<boolean> {
    try {
      const text = JSON.stringify({ from: this.#instance, topic, message });
      await this.#link.run((redis) => redis.publish(CHANNEL, text));
      return true;
    } catch (error) {
      if (!isAppError(error)) throw error;
      return false;
    }
  }

  /** The first time, nothing can have been missed that was told after this instance read its state. */
  #began(): void {
    if (this.#hasListened) this.#listeners.tellMissed();
    this.#hasListened = true;
  }

  #settle(): void {
    if (!this.#owesMissed) return;
    this.#owesMissed = false;
    void this.#send(MISSED_TOPIC, {}).then((isSent) => {
      if (!isSent) this.#owesMissed = true;
    });
  }

  #received(text: string): void {
    const read = envelope.safeParse(parseJson(text));
    if (!read.success) {
      this.#log.warn("a message of another program on our channel was left alone");
      return;
    }
    const { from, topic, message } = read.data;
    if (from === this.#instance) return;
    if (topic === MISSED_TOPIC) this.#listeners.tellMissed();
    else this.#listeners.tell(topic, message);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
