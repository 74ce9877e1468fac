import type { Clock } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import { usageOf } from "./policy.ts";
import type { ModelUsage } from "./schema.ts";
import type { ModelUsageStore } from "./store.ts";

const DAY_MS = 24 * 3_600_000;
/** Two full years of months to compare, and a little. */
const KEPT_MS = 800 * DAY_MS;

export class ModelUsageService {
  readonly #clock: Clock;
  readonly #store: ModelUsageStore;

  constructor(needs: { readonly clock: Clock; readonly store: ModelUsageStore }) {
    this.#clock = needs.clock;
    this.#store = needs.store;
  }

  async summary(identity: Identity, days: number): Promise<ModelUsage> {
    const workspaceId = usageOf(identity);
    const to = new Date(this.#clock.now());
    const from = new Date(to.getTime() - days * DAY_MS);
    const total = (await this.#store.total(workspaceId, from)) ?? NOTHING;
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      total,
      items: await this.#store.byModel(workspaceId, from),
      days: await this.#store.byDay(workspaceId, from),
    };
  }

  async removeExpired(now: Date): Promise<void> {
    await this.#store.removeBefore(new Date(now.getTime() - KEPT_MS));
  }
}

const NOTHING = { calls: 0, failed: 0, inputTokens: 0, outputTokens: 0, costUsd: null, meanMs: 0 };
