import { createHash } from "node:crypto";
import { AppError, type Clock } from "@parlance/core";
import { addressKey } from "../limiting/address-key.ts";
import type { SharedState } from "../sharing/shared-state.ts";
import { emailKeyOf } from "./email-address.ts";

const MINUTE_MS = 60_000;
/** Wrong tries are remembered this long. */
const WINDOW_MS = 15 * MINUTE_MS;
/** So many wrong tries cost nothing: people mistype. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 15_000;
/** Many people may share one address; this many wrong passwords from it are no accident. */
const TRIES_PER_ADDRESS = 40;
/** However fast they come at once, before the first of them has failed. */
const TRIES_PER_MINUTE = 20;

/**
 * Waits that grow with each wrong password for one account from one address. Nobody can lock somebody else out: the
 * person at another address is not made to wait. Where the instances cannot be asked together nobody is let in, since
 * guesses could not be counted.
 */
export class SignInAttempts {
  readonly #shared: SharedState;
  readonly #clock: Clock;

  constructor(shared: SharedState, clock: Clock) {
    this.#shared = shared;
    this.#clock = clock;
  }

  async refuseTooMany(email: string, address: string): Promise<void> {
    const { store, counters } = this.#shared;
    const until = [await store.get(lockKey(email, address)), await store.get(addressLockKey(address))];
    const waitMs = Math.max(...until.map((time) => Number(time ?? 0) - this.#clock.now()));
    if (waitMs > 0) throw tooMany(waitMs);
    const hit = await counters.hit(`sign-in-try:${keyOf(email, address)}`, MINUTE_MS, TRIES_PER_MINUTE);
    if (!hit.isAllowed) throw tooMany(hit.resetMs);
  }

  async failed(email: string, address: string): Promise<void> {
    const { counters } = this.#shared;
    const ofAccount = await counters.hit(`sign-in-failed:${keyOf(email, address)}`, WINDOW_MS, FREE_TRIES);
    if (ofAccount.count >= FREE_TRIES)
      await this.#lock(lockKey(email, address), FIRST_WAIT_MS * 2 ** Math.min(ofAccount.count - FREE_TRIES, 6));
    const ofAddress = await counters.hit(`sign-in-failed:${addressKey(address)}`, WINDOW_MS, TRIES_PER_ADDRESS);
    if (!ofAddress.isAllowed) await this.#lock(addressLockKey(address), ofAddress.resetMs);
  }

  async succeeded(email: string, address: string): Promise<void> {
    await this.#shared.store.delete(lockKey(email, address));
  }

  async #lock(key: string, waitMs: number): Promise<void> {
    const ms = Math.min(waitMs, WINDOW_MS);
    await this.#shared.store.set(key, String(this.#clock.now() + ms), ms);
  }
}

const tooMany = (waitMs: number): AppError =>
  new AppError("AUTH_TOO_MANY_TRIES", { details: { retryAfterSeconds: Math.ceil(waitMs / 1000) } });

/** Addresses of people are not kept in what instances share. */
const keyOf = (email: string, address: string): string =>
  createHash("sha256")
    .update(`${emailKeyOf(email)} ${addressKey(address)}`)
    .digest("base64url");
const lockKey = (email: string, address: string): string => `sign-in-wait:${keyOf(email, address)}`;
const addressLockKey = (address: string): string => `sign-in-wait:${addressKey(address)}`;
