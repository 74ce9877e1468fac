import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt } from "drizzle-orm";
import { accountTokens } from "../database/account-tables.ts";
import type { Database } from "../database/database.ts";
import type { Executor } from "../resources/sources/store.ts";

export type TokenPurpose = typeof accountTokens.$inferSelect.purpose;

export interface TokenSubject {
  readonly userId: string | null;
  readonly email: string | null;
}

/** A token of one purpose is nothing to any other. */
const digestOf = (purpose: TokenPurpose, token: string): string =>
  createHash("sha256").update(`${purpose}:${token}`).digest("hex");

/** Single-use tokens of links in letters and on the console. Only what recognises them is kept. */
export class AccountTokens {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** A new token; those of the same purpose that the same person was sent before count no more. */
  async issue(
    purpose: TokenPurpose,
    { userId, email }: TokenSubject,
    { now, validMs }: { readonly now: Date; readonly validMs: number },
  ): Promise<string> {
    const token = randomBytes(32).toString("base64url");
    await this.#db.transaction(async (tx) => {
      const sameSubject = userId === null ? isNull(accountTokens.userId) : eq(accountTokens.userId, userId);
      await tx.delete(accountTokens).where(and(eq(accountTokens.purpose, purpose), sameSubject));
      await tx.insert(accountTokens).values({
        digest: digestOf(purpose, token),
        purpose,
        userId,
        email,
        createdAt: now,
        expiresAt: new Date(now.getTime() + validMs),
      });
    });
    return token;
  }

  /** Whom a token is for, as long as it counts. */
  async peek(purpose: TokenPurpose, token: string, now: Date): Promise<TokenSubject | undefined> {
    const [row] = await this.#db
      .select({ userId: accountTokens.userId, email: accountTokens.email })
      .from(accountTokens)
      .where(counting(purpose, token, now));
    return row;
  }

  /** The same, and it counts no more. Of several callers at once one gets it. */
  async take(
    purpose: TokenPurpose,
    token: string,
    now: Date,
    executor: Executor = this.#db,
  ): Promise<TokenSubject | undefined> {
    const [row] = await executor
      .update(accountTokens)
      .set({ usedAt: now })
      .where(counting(purpose, token, now))
      .returning({ userId: accountTokens.userId, email: accountTokens.email });
    return row;
  }

  async removeExpired(now: Date): Promise<void> {
    await this.#db.delete(accountTokens).where(lt(accountTokens.expiresAt, now));
  }
}

const counting = (purpose: TokenPurpose, token: string, now: Date) =>
  and(
    eq(accountTokens.digest, digestOf(purpose, token)),
    eq(accountTokens.purpose, purpose),
    isNull(accountTokens.usedAt),
    gt(accountTokens.expiresAt, now),
  );
