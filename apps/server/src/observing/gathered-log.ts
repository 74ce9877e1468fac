import { z } from "zod";
import type { SharedState } from "../sharing/shared-state.ts";
import { LOG_LEVELS, type LogEntry, type LogFilter, type RecentLog } from "./recent-log.ts";

export interface GatheredLogNeeds {
  readonly recent: RecentLog;
  readonly shared: Pick<SharedState, "store" | "channel" | "status">;
  /** Names this process among others; null where it is the only one. */
  readonly instance: string | null;
  readonly others: () => Promise<readonly string[]>;
  readonly newId: () => string;
}

export interface InstanceEntry extends LogEntry {
  readonly instance: string;
}

export interface GatheredLines {
  readonly entries: readonly InstanceEntry[];
  /** Instances that are alive and did not answer in time. */
  readonly silent: readonly string[];
}

const TOPIC = "log";
const ANSWER_WITHIN_MS = 1_000;
const ANSWER_KEPT_MS = 10_000;
const ALONE = "this";

const question = z.object({
  ask: z.string(),
  from: z.string(),
  level: z.enum(LOG_LEVELS),
  text: z.string(),
  limit: z.number(),
});
const answer = z.object({ answers: z.string(), instance: z.string() });
const entries = z.array(
  z.object({
    number: z.number(),
    at: z.number(),
    level: z.enum(LOG_LEVELS),
    message: z.string(),
    requestId: z.string().nullable(),
    more: z.string(),
    instance: z.string(),
  }),
);

/** The latest log lines of every instance: each keeps its own, and is asked when somebody wants to read them. */
export class GatheredLog {
  readonly #needs: GatheredLogNeeds;
  readonly #name: string;
  readonly #waiting = new Map<string, (instance: string) => void>();
  readonly #stop: () => void;

  constructor(needs: GatheredLogNeeds) {
    this.#needs = needs;
    this.#name = needs.instance ?? ALONE;
    this.#stop = needs.shared.channel.subscribe(TOPIC, (message) => {
      const asked = question.safeParse(message);
      if (asked.success && asked.data.from !== this.#name) void this.#answer(asked.data);
      const told = answer.safeParse(message);
      if (told.success) this.#waiting.get(told.data.answers)?.(told.data.instance);
    });
  }

  close(): void {
    this.#stop();
  }

  /** Newest first. */
  async find(filter: LogFilter): Promise<GatheredLines> {
    const others = await this.#needs.others();
    const own = this.#own(filter);
    if (others.length === 0 || this.#needs.shared.status() !== "shared") return { entries: own, silent: others };
    const told = await this.#ask(filter, others);
    const all = [...own, ...told.entries].sort((a, b) => b.at - a.at).slice(0, filter.limit);
    return { entries: all, silent: told.silent };
  }

  #own(filter: LogFilter): readonly InstanceEntry[] {
    return this.#needs.recent.find(filter).map((entry) => ({ ...entry, instance: this.#name }));
  }

  async #ask(filter: LogFilter, others: readonly string[]): Promise<GatheredLines> {
    const { shared, newId } = this.#needs;
    const ask = newId();
    const open = new Set(others);
    const answered: string[] = [];
    const all = new Promise<void>((resolve) => {
      const late = setTimeout(resolve, ANSWER_WITHIN_MS);
      this.#waiting.set(ask, (instance) => {
        if (open.delete(instance)) answered.push(instance);
        if (open.size > 0) return;
        clearTimeout(late);
        resolve();
      });
    });
    const { level, text, limit } = filter;
    await shared.channel.publish(TOPIC, { ask, from: this.#name, level, text, limit });
    await all;
    this.#waiting.delete(ask);
    const found = await Promise.all(answered.map((instance) => this.#read(ask, instance)));
    return { entries: found.flat(), silent: [...open] };
  }

  /** What Redis lost meanwhile is asked again with the next look. */
  async #read(ask: string, instance: string): Promise<readonly InstanceEntry[]> {
    const text = await this.#needs.shared.store.takeOnce(keyOf(ask, instance)).catch(() => undefined);
    return text === undefined ? [] : entries.parse(JSON.parse(text));
  }

  async #answer({ ask, level, text, limit }: z.output<typeof question>): Promise<void> {
    const { store, channel } = this.#needs.shared;
    const found = JSON.stringify(this.#own({ level, text, limit }));
    const isKept = await store.set(keyOf(ask, this.#name), found, ANSWER_KEPT_MS).then(
      () => true,
      () => false,
    );
    if (isKept) await channel.publish(TOPIC, { answers: ask, instance: this.#name });
  }
}

const keyOf = (ask: string, instance: string): string => `log:${ask}:${instance}`;
