import { AppError } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { Redis, type RedisOptions } from "ioredis";

export interface RedisLinkNeeds {
  readonly url: string;
  readonly log: Pick<FastifyBaseLogger, "info" | "warn">;
}

/** A request waits no longer than this for Redis. */
const COMMAND_WITHIN_MS = 500;
const CONNECT_WITHIN_MS = 2_000;
/** A connection on which nothing comes back this long is given up and made anew. */
const SILENT_MS = 3_000;
/** After a failure, requests do not wait for Redis at all; this often it is looked whether it is back. */
const TRY_AGAIN_AFTER_MS = 1_000;
const LISTENING_CHECKED_EVERY_MS = 5_000;
const LONGEST_PAUSE_MS = 2_000;

const pauseBefore = (attempt: number): number =>
  Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2);

/** Nothing is queued while Redis is away: a queue without an end would be the outage's second half. */
const OPTIONS: RedisOptions = {
  commandTimeout: COMMAND_WITHIN_MS,
  connectTimeout: CONNECT_WITHIN_MS,
  socketTimeout: SILENT_MS,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  retryStrategy: pauseBefore,
  keepAlive: 10_000,
};

/** Two connections to Redis, one for commands and one that listens. Both come back by themselves. */
export class RedisLink {
  readonly #needs: RedisLinkNeeds;
  readonly #commands: Redis;
  readonly #listening: Redis;
  readonly #checks: readonly NodeJS.Timeout[];
  #isDown = false;
  #onBack: () => void = () => undefined;

  constructor(needs: RedisLinkNeeds) {
    this.#needs = needs;
    this.#commands = new Redis(needs.url, { ...OPTIONS, connectionName: "parlance" });
    // Subscriptions are made by onListening, each time the connection is there.
    const listening = { ...OPTIONS, autoResubscribe: false, connectionName: "parlance-listening" };
    this.#listening = new Redis(needs.url, listening);
    // Without a listener, a refused connection would end the process. The state is logged where it changes.
    this.#commands.on("error", () => this.#failed());
    this.#listening.on("error", () => undefined);
    this.#commands.on("ready", () => this.#succeeded());
    this.#checks = [
      setInterval(() => this.#checkListening(), LISTENING_CHECKED_EVERY_MS),
      setInterval(() => this.#checkBack(), TRY_AGAIN_AFTER_MS),
    ];
    for (const check of this.#checks) check.unref();
  }

  get isUp(): boolean {
    return !this.#isDown && this.#commands.status === "ready";
  }

  /** Rejects with SHARED_STATE_UNREACHABLE at once while Redis is known to be away, else within half a second. */
  async run<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
    if (this.#isDown) throw new AppError("SHARED_STATE_UNREACHABLE");
    try {
      const result = await work(this.#commands);
      this.#succeeded();
      return result;
    } catch (error) {
      this.#failed();
      throw new AppError("SHARED_STATE_UNREACHABLE", { cause: error });
    }
  }

  /** Called each time commands go through again after a failure. */
  onBack(listener: () => void): void {
    this.#onBack = listener;
  }

  /** `onReady` each time listening begins, `onMessage` for each message on the channel. */
  listen(channel: string, onReady: () => void, onMessage: (text: string) => void): void {
    this.#listening.on("message", (_channel: string, text: string) => onMessage(text));
    const begin = (): void => {
      this.#listening.subscribe(channel).then(onReady, () => this.#listening.disconnect(true));
    };
    this.#listening.on("ready", begin);
    if (this.#listening.status === "ready") begin();
  }

  async close(): Promise<void> {
    for (const check of this.#checks) clearInterval(check);
    this.#commands.disconnect();
    this.#listening.disconnect();
  }

  /** A connection that died without a word looks alive to whoever only listens. */
  #checkListening(): void {
    if (this.#listening.status !== "ready") return;
    this.#listening.ping().catch(() => this.#listening.disconnect(true));
  }

  /** A Redis that was silent and speaks again is noticed without a request. */
  #checkBack(): void {
    if (!this.#isDown || this.#commands.status !== "ready") return;
    this.#commands.ping().then(
      () => this.#succeeded(),
      () => undefined,
    );
  }

  #failed(): void {
    if (!this.#isDown) this.#needs.log.warn("Redis cannot be reached; this instance goes on alone");
    this.#isDown = true;
  }

  #succeeded(): void {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.#needs.log.info("Redis is back");
    this.#onBack();
  }
}
