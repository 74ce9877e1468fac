import { AppError, type Clock } from "@parlance/core";
import type { AccountLetters } from "../../accounts/account-letters.ts";
import { RESET_MS } from "../../accounts/account-letters.ts";
import type { AccountTokens } from "../../accounts/account-tokens.ts";
import type { Background } from "../../accounts/background.ts";
import type { Device } from "../../accounts/device.ts";
import { emailKeyOf } from "../../accounts/email-address.ts";
import type { NewAccounts } from "../../accounts/new-accounts.ts";
import type { NewPassword } from "../../accounts/new-password.ts";
import type { PasswordHashing } from "../../accounts/password-hashing.ts";
import type { BegunSession } from "../../accounts/sessions.ts";
import type { SignInAttempts } from "../../accounts/sign-in-attempts.ts";
import type { UserRow, UserStore } from "../../accounts/user-store.ts";
import type { AuditTrail } from "../../auditing/audit.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import type { AfterNewPassword, VerifyEmailBody } from "./recovery-schema.ts";
import type { Arrival, AuthService } from "./service.ts";

export interface RecoveryNeeds {
  readonly clock: Clock;
  readonly users: UserStore;
  readonly tokens: AccountTokens;
  readonly hashing: PasswordHashing;
  readonly attempts: SignInAttempts;
  readonly letters: AccountLetters;
  readonly background: Background;
  readonly newAccounts: NewAccounts;
  readonly newPassword: NewPassword;
  readonly auth: AuthService;
  readonly audit: AuditTrail;
}

/** What goes by letter: confirming an address, and a new password for one that was forgotten. */
export class RecoveryService {
  readonly #needs: RecoveryNeeds;

  constructor(needs: RecoveryNeeds) {
    this.#needs = needs;
  }

  /** Confirms a new account and signs it in. */
  async verifyEmail({ token, password }: VerifyEmailBody, arrival: Arrival): Promise<BegunSession> {
    const { tokens, users, hashing, attempts, newAccounts, auth } = this.#needs;
    const now = this.#now();
    const user = await this.#subject(await tokens.peek("verify-email", token, now));
    await attempts.refuseTooMany(user.email, arrival.device.address);
    if (!(await hashing.matches(password, user.passwordHash))) {
      await attempts.failed(user.email, arrival.device.address);
      throw new AppError("AUTH_SIGN_IN_FAILED");
    }
    if ((await tokens.take("verify-email", token, now)) === undefined) throw new AppError("ACCOUNT_LINK_INVALID");
    await users.change(user.id, { emailVerifiedAt: now, updatedAt: now });
    if ((await users.firstWorkspaceOf(user.id)) === null && arrival.keep === null)
      await newAccounts.makeWorkspace(user.id, `${user.name}'s workspace`);
    this.#record("account.verify-email", user, arrival.device);
    return auth.begin(user, "password", arrival);
  }

  /** Nothing of this shows in the answer or in the time it takes. */
  forgot(email: string): void {
    const { users, tokens, letters, background } = this.#needs;
    background.run(emailKeyOf(email), async () => {
      const user = await users.findByEmail(email);
      // People who sign in through their company have no password that could be chosen anew.
      if (user === undefined || user.disabledAt !== null || user.passwordHash === null) return;
      const subject = { userId: user.id, email: user.email };
      const token = await tokens.issue("reset-password", subject, { now: this.#now(), validMs: RESET_MS });
      await letters.resetPassword(user, token);
    });
  }

  async reset(token: string, password: string, device: Device): Promise<AfterNewPassword> {
    const { tokens, newPassword } = this.#needs;
    const now = this.#now();
    const user = await this.#subject(await tokens.peek("reset-password", token, now));
    const after = await newPassword.set(user, password, {
      keepSession: null,
      async allow(tx) {
        if ((await tokens.take("reset-password", token, now, tx)) === undefined)
          throw new AppError("ACCOUNT_LINK_INVALID");
      },
    });
    this.#record("account.reset-password", user, device);
    return after;
  }

  /** The new address has shown that it is read; the old one is told. */
  async confirmEmail(token: string, device: Device): Promise<string> {
    const { tokens, users, letters, background } = this.#needs;
    const now = this.#now();
    const subject = await tokens.take("change-email", token, now);
    const user = await this.#subject(subject);
    const email = subject?.email;
    if (email === undefined || email === null) throw new AppError("ACCOUNT_LINK_INVALID");
    try {
      await users.changeEmail(user.id, email, now);
    } catch (error) {
      // Somebody else has confirmed it meanwhile.
      throw isUniqueViolation(error) ? new AppError("ACCOUNT_LINK_INVALID", { cause: error }) : error;
    }
    background.run(user.id, () => letters.emailChanged(user, email));
    this.#record("account.change-email", user, device);
    return email;
  }

  async #subject(subject: { readonly userId: string | null } | undefined): Promise<UserRow> {
    const user = subject?.userId == null ? undefined : await this.#needs.users.find(subject.userId);
    if (user === undefined || user.disabledAt !== null) throw new AppError("ACCOUNT_LINK_INVALID");
    return user;
  }

  #record(action: string, user: UserRow, device: Device): void {
    this.#needs.audit.record({
      action,
      identity: null,
      target: { type: "user", id: user.id },
      outcome: "done",
      address: device.address,
    });
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}
