import type { Clock } from "@parlance/core";
import type { AskedRange, AskedStore } from "../../auditing/asked-store.ts";
import type { Identity } from "../../plugins/identity.ts";
import { usageReach } from "./policy.ts";
import type { Usage } from "./schema.ts";

const DAY_MS = 24 * 3_600_000;
const LIST = 20;

interface UsageServiceNeeds {
  readonly clock: Clock;
  readonly store: AskedStore;
  /** How long questions are kept; 0: not at all. */
  readonly keptMs: () => number;
}

export class UsageService {
  readonly #needs: UsageServiceNeeds;

  constructor(needs: UsageServiceNeeds) {
    this.#needs = needs;
  }

  async summary(identity: Identity, scope: "workspace" | "instance", days: number): Promise<Usage> {
    const { clock, store } = this.#needs;
    const to = clock.now();
    const since = new Date(startOfDay(to) - (days - 1) * DAY_MS);
    const range: AskedRange = { ...usageReach(identity, scope), since };
    const byDay = new Map((await store.byDay(range)).map(({ day, ...figures }) => [day, figures]));
    return {
      from: since.toISOString(),
      to: new Date(to).toISOString(),
      total: (await store.total(range)) ?? NOTHING,
      days: daysFrom(since, days).map((day) => ({ day, ...(byDay.get(day) ?? NOTHING) })),
      sources: await store.bySource(range, LIST),
      people: await store.byPerson(range, LIST),
      errors: await store.byError(range, LIST),
      topQuestions: (await store.top(range, LIST)).map(withTime),
      unansweredQuestions: (await store.top(range, LIST, "unanswered")).map(withTime),
      storage: await store.storage(range.workspaceId),
    };
  }

  async removeExpired(now: Date): Promise<void> {
    await this.#needs.store.removeBefore(new Date(now.getTime() - this.#needs.keptMs()));
  }
}

const NOTHING = { questions: 0, statements: 0, unanswered: 0, failed: 0, people: 0, p50Ms: 0, p95Ms: 0 };

const startOfDay = (ms: number): number => ms - (ms % DAY_MS);

const daysFrom = (since: Date, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => new Date(since.getTime() + n * DAY_MS).toISOString().slice(0, 10));

const withTime = <Row extends { readonly lastAt: string }>(row: Row): Row => ({
  ...row,
  lastAt: new Date(row.lastAt).toISOString(),
});
