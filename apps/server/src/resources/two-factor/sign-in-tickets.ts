import { createHash, randomBytes } from "node:crypto";
import { AppError } from "@parlance/core";
import type { SharedState } from "../../sharing/shared-state.ts";

/** Somebody who has shown the first factor and not yet the second. */
export interface HalfSignedIn {
  readonly userId: string;
  /** How the first was shown: "password", "oidc:<issuer>". */
  readonly method: string;
}

const MINUTE_MS = 60_000;
const LIFETIME_MS = 5 * MINUTE_MS;
const TRIES_OF_A_TICKET = 5;
const WINDOW_MS = 15 * MINUTE_MS;
/** Over all tickets of a person: whoever has the password still cannot guess on and on. */
const TRIES_OF_A_PERSON = 10;

/**
 * Sign-ins between their two steps. A ticket stands for the first step, for five minutes and five tries; only its
 * digest is shared. Where the instances cannot be asked together nobody comes in.
 */
export class SignInTickets {
  readonly #shared: SharedState;

  constructor(shared: SharedState) {
    this.#shared = shared;
  }

  async issue(half: HalfSignedIn): Promise<string> {
    const ticket = randomBytes(32).toString("base64url");
    await this.#shared.store.set(keyOf(ticket), JSON.stringify(half), LIFETIME_MS);
    return ticket;
  }

  /** Counts a try. Errors: AUTH_TICKET_INVALID, AUTH_TOO_MANY_TRIES. */
  async open(ticket: string): Promise<HalfSignedIn> {
    const { store, counters } = this.#shared;
    const kept = await store.get(keyOf(ticket));
    if (kept === undefined) throw new AppError("AUTH_TICKET_INVALID");
    const tries = await counters.hit(`${keyOf(ticket)}:tries`, LIFETIME_MS, TRIES_OF_A_TICKET);
    if (!tries.isAllowed) {
      await store.delete(keyOf(ticket));
      throw new AppError("AUTH_TICKET_INVALID");
    }
    // It was written by this class, so it has this shape.
    const half = JSON.parse(kept) as HalfSignedIn;
    await this.countTry(half.userId);
    return half;
  }

  /** One more code of this person, right or wrong. Errors: AUTH_TOO_MANY_TRIES. */
  async countTry(userId: string): Promise<void> {
    const hit = await this.#shared.counters.hit(`two-factor-tries:${userId}`, WINDOW_MS, TRIES_OF_A_PERSON);
    if (hit.isAllowed) return;
    const retryAfterSeconds = Math.ceil(hit.resetMs / 1_000);
    throw new AppError("AUTH_TOO_MANY_TRIES", { details: { retryAfterSeconds } });
  }

  /** Of several that used the ticket rightly at once, one comes in. */
  async close(ticket: string): Promise<void> {
    if ((await this.#shared.store.takeOnce(keyOf(ticket))) === undefined) throw new AppError("AUTH_TICKET_INVALID");
  }
}

const keyOf = (ticket: string): string => `sign-in-ticket:${createHash("sha256").update(ticket).digest("base64url")}`;
