import type { Clock } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { LruMap } from "../storage/lru-map.ts";
import { Listeners } from "./listeners.ts";
import { LocalCounters } from "./local-counters.ts";
import type { Channel, Message, SharedState, SharedStore } from "./shared-state.ts";

const CAPACITY = 100_000;

/** One instance shares with nobody. */
export function memorySharedState(clock: Clock, log: Pick<FastifyBaseLogger, "error">): SharedState {
  return {
    counters: new LocalCounters(clock, true),
    store: new MemoryStore(clock),
    channel: new MemoryChannel(log),
    status: () => "alone",
    close: async () => undefined,
  };
}

class MemoryStore implements SharedStore {
  readonly #clock: Clock;
  readonly #values = new LruMap<{ readonly value: string; readonly endsAt: number }>(CAPACITY);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get(key: string): Promise<string | undefined> {
    return this.#find(key);
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    this.#put(key, value, ttlMs);
  }

  async setOnce(key: string, value: string, ttlMs: number): Promise<boolean> {
    if (this.#find(key) !== undefined) return false;
    this.#put(key, value, ttlMs);
    return true;
  }

  async takeOnce(key: string): Promise<string | undefined> {
    const value = this.#find(key);
    this.#values.delete(key);
    return value;
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key);
  }

  #put(key: string, value: string, ttlMs: number): void {
    this.#values.set(key, { value, endsAt: this.#clock.now() + ttlMs });
  }

  #find(key: string): string | undefined {
    const found = this.#values.get(key);
    if (found === undefined || found.endsAt > this.#clock.now()) return found?.value;
    this.#values.delete(key);
    return undefined;
  }
}

class MemoryChannel implements Channel {
  readonly #listeners: Listeners;

  constructor(log: Pick<FastifyBaseLogger, "error">) {
    this.#listeners = new Listeners(log);
  }

  async publish(topic: string, message: Message): Promise<void> {
    this.#listeners.tell(topic, message);
  }

  subscribe(topic: string, listener: (message: Message) => void): () => void {
    return this.#listeners.add(topic, listener);
  }

  onMissed(listener: () => void): () => void {
    return this.#listeners.addMissed(listener);
  }
}
