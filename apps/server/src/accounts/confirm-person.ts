import { AppError, type Clock } from "@parlance/core";
import type { PasswordHashing } from "./password-hashing.ts";
import type { SessionStore } from "./session-store.ts";
import type { SignInAttempts } from "./sign-in-attempts.ts";
import type { UserRow } from "./user-store.ts";

/** People without a password show that it is them by having signed in just now. */
const FRESH_MS = 15 * 60_000;

export interface ConfirmPersonNeeds {
  readonly clock: Clock;
  readonly hashing: PasswordHashing;
  readonly attempts: SignInAttempts;
  readonly sessions: SessionStore;
}

/** Asks once more who is there, before what cannot be taken back: a session may be left open or stolen. */
export class ConfirmPerson {
  readonly #needs: ConfirmPersonNeeds;

  constructor(needs: ConfirmPersonNeeds) {
    this.#needs = needs;
  }

  async confirm(
    user: UserRow,
    password: string | undefined,
    at: { readonly sessionId: string; readonly address: string },
  ): Promise<void> {
    const { hashing, attempts } = this.#needs;
    if (user.passwordHash === null) return this.#refuseOldSession(at.sessionId);
    await attempts.refuseTooMany(user.email, at.address);
    if (password !== undefined && (await hashing.matches(password, user.passwordHash))) return;
    await attempts.failed(user.email, at.address);
    throw new AppError("ACCOUNT_PASSWORD_WRONG");
  }

  async #refuseOldSession(sessionId: string): Promise<void> {
    const session = await this.#needs.sessions.find(sessionId);
    if (session !== undefined && this.#needs.clock.now() - session.createdAt.getTime() < FRESH_MS) return;
    throw new AppError("AUTH_EXPIRED", {
      message: "Sign in once more to do this.",
      hint: "It is asked for again because this cannot be taken back.",
    });
  }
}
