import { AppError } from "@parlance/core";
import type { Settings } from "../configuration/settings.ts";
import type { Identity } from "../plugins/identity.ts";
import type { ServerOptions } from "../server-options.ts";
import type { Hit, SharedState } from "../sharing/shared-state.ts";
import { addressKey } from "./address-key.ts";
import { LIMIT_CLASSES, type LimitClass } from "./limit-classes.ts";

export interface LimitsNeeds {
  readonly shared: Pick<SharedState, "counters">;
  readonly settings: Pick<Settings, "current">;
}

export interface Counted extends Hit {
  readonly max: number;
  readonly windowMs: number;
}

const MINUTE_MS = 60_000;
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "::1", "[::1]"];

/** How often who may ask for what, counted by all instances together. */
export class Limits {
  readonly #needs: LimitsNeeds;

  constructor(needs: LimitsNeeds) {
    this.#needs = needs;
  }

  /** Every request counts under its address, whoever it turns out to be from. */
  async countAddress(address: string): Promise<Counted> {
    const max = this.#needs.settings.current().requestsPerMinute;
    return this.#hit(`address:${addressKey(address)}`, MINUTE_MS, max);
  }

  /** Counts under everything the caller is known by; answers the count that is nearest to its limit. */
  async count(limit: LimitClass, caller: Identity | null, address: string): Promise<Counted | undefined> {
    const options = this.#needs.settings.current();
    if (isTriedOut(caller, options)) return undefined;
    const { windowMs, max } = LIMIT_CLASSES[limit];
    const keys = keysOf(limit, caller, address);
    const counts = await Promise.all(keys.map((key) => this.#hit(`${limit}:${key}`, windowMs, max(options))));
    // Guessing is not to be had for the price of taking Redis away.
    if (limit === "auth" && counts.some(({ isShared }) => !isShared)) {
      throw new AppError("SHARED_STATE_UNREACHABLE", { message: "Signing in is not possible at the moment." });
    }
    return counts.reduce(tighter);
  }

  async #hit(key: string, windowMs: number, max: number): Promise<Counted> {
    return { ...(await this.#needs.shared.counters.hit(`limit:${key}`, windowMs, max)), max, windowMs };
  }
}

/** Errors: REQUEST_RATE_LIMITED, with what a client needs to come back in time. */
export function refuseOver({ isAllowed, max, windowMs, resetMs }: Counted): void {
  if (isAllowed) return;
  throw new AppError("REQUEST_RATE_LIMITED", {
    details: { limit: max, perSeconds: windowMs / 1000, retryAfterSeconds: secondsUntil(resetMs) },
  });
}

export const secondsUntil = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

const tighter = (one: Counted, other: Counted): Counted => {
  if (one.isAllowed !== other.isAllowed) return one.isAllowed ? other : one;
  if (!one.isAllowed) return one.resetMs > other.resetMs ? one : other;
  return one.remaining <= other.remaining ? one : other;
};

/**
 * Proving who one is counts under the address, as there is nobody yet. A browser without an account can be another one
 * with each request, so it counts under its address as well. A key counts under itself and under whose it is.
 */
function keysOf(limit: LimitClass, caller: Identity | null, address: string): readonly string[] {
  const here = `address:${addressKey(address)}`;
  if (caller === null || caller.kind === "anonymous") return [here];
  const own =
    caller.kind === "user" ? `user:${caller.userId}` : `${caller.kind}:${caller.sessionId ?? caller.principal}`;
  const owners = caller.kind === "apiKey" && caller.userId !== null ? [`user:${caller.userId}`] : [];
  return [own, ...owners, ...(limit === "auth" ? [here] : [])];
}

/** Somebody at this machine who tries the program out without an account; only the address' own limit holds. */
function isTriedOut(caller: Identity | null, { host, isBehindProxy, anonymous }: ServerOptions): boolean {
  const isNobody = caller === null || caller.kind === "anonymous";
  return isNobody && LOCAL_HOSTS.includes(host) && !isBehindProxy && anonymous !== "refused";
}
