import type { Clock } from "@parlance/core";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import { apiKeys, users } from "../database/account-tables.ts";
import type { Database } from "../database/database.ts";
import type { AfterNewPassword } from "../resources/auth/recovery-schema.ts";
import type { AccountLetters } from "./account-letters.ts";
import type { Background } from "./background.ts";
import type { PasswordHashing } from "./password-hashing.ts";
import { refuseWeakPassword } from "./password-rules.ts";
import type { Sessions } from "./sessions.ts";
import type { UserRow } from "./user-store.ts";

export interface NewPasswordNeeds {
  readonly clock: Clock;
  readonly db: Database;
  readonly hashing: PasswordHashing;
  readonly sessions: Sessions;
  readonly letters: AccountLetters;
  readonly background: Background;
}

/** Puts a new password in the place of the old one. Whoever knew the old one is out: all other sessions end with it. */
export class NewPassword {
  readonly #needs: NewPasswordNeeds;

  constructor(needs: NewPasswordNeeds) {
    this.#needs = needs;
  }

  /** `allow` is the last word, inside the transaction: for tokens that count once. */
  async set(
    user: UserRow,
    password: string,
    options: { readonly keepSession: string | null; readonly allow?: (tx: Transaction) => Promise<void> },
  ): Promise<AfterNewPassword> {
    const { clock, db, hashing, sessions, letters, background } = this.#needs;
    await refuseWeakPassword(password, [user.email, user.name]);
    const passwordHash = await hashing.hash(password);
    const now = new Date(clock.now());
    const endedSessions = await db.transaction(async (tx) => {
      await options.allow?.(tx);
      // Whoever could read the letter has the address.
      const emailVerifiedAt = user.emailVerifiedAt ?? now;
      await tx.update(users).set({ passwordHash, emailVerifiedAt, updatedAt: now }).where(eq(users.id, user.id));
      return sessions.endAll(user.id, options.keepSession, "password-changed", tx);
    });
    background.run(user.id, () => letters.passwordChanged(user));
    return { endedSessions, apiKeys: await this.#liveKeys(user.id, now) };
  }

  async #liveKeys(userId: string, now: Date): Promise<AfterNewPassword["apiKeys"]> {
    const rows = await this.#needs.db
      .select({ id: apiKeys.id, name: apiKeys.name, prefix: apiKeys.prefix, createdAt: apiKeys.createdAt })
      .from(apiKeys)
      .where(
        and(
          eq(apiKeys.userId, userId),
          isNull(apiKeys.revokedAt),
          or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
        ),
      );
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }
}

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
