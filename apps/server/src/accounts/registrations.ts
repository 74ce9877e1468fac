import type { Clock } from "@parlance/core";
import type { AccountLetters } from "./account-letters.ts";
import { VERIFY_MS } from "./account-letters.ts";
import type { AccountTokens } from "./account-tokens.ts";
import { newUser } from "./new-accounts.ts";
import type { PasswordHashing } from "./password-hashing.ts";
import type { UserStore } from "./user-store.ts";

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export interface RegistrationsNeeds {
  readonly clock: Clock;
  readonly users: UserStore;
  readonly hashing: PasswordHashing;
  readonly tokens: AccountTokens;
  readonly letters: AccountLetters;
}

/** A confirming link counts for a day; whoever registers again gets another. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Accounts that wait for their address to be confirmed. */
export class Registrations {
  readonly #needs: RegistrationsNeeds;

  constructor(needs: RegistrationsNeeds) {
    this.#needs = needs;
  }

  /**
   * Notes who wants an account and writes to the address. Whoever registers an unconfirmed address again replaces what
   * was noted; confirming asks for the password, so that nobody confirms what somebody else typed for them.
   */
  async note({ email, name, password }: NewPerson): Promise<void> {
    const { clock, users, hashing, tokens, letters } = this.#needs;
    const now = new Date(clock.now());
    const passwordHash = await hashing.hash(password);
    const present = await users.findByEmail(email);
    if (present !== undefined && present.emailVerifiedAt !== null) return letters.hasAccount(present);
    if (present?.disabledAt instanceof Date) return;
    const user = present ?? newUser({ email, name, passwordHash, now, emailVerifiedAt: null });
    if (present === undefined) await users.insert(user);
    else await users.change(present.id, { email, name, passwordHash, updatedAt: now });
    const token = await tokens.issue("verify-email", { userId: user.id, email }, { now, validMs: VERIFY_MS });
    return letters.verifyEmail({ email, name }, token);
  }

  removeExpired(now: Date): Promise<void> {
    return this.#needs.users.removeUnconfirmed(new Date(now.getTime() - KEPT_MS));
  }
}
