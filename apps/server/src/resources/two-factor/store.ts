import { and, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { userSessions, userTotp } from "../../database/account-tables.ts";
import type { Database } from "../../database/database.ts";
import { workspaces } from "../../database/schema.ts";

export type TotpRow = typeof userTotp.$inferSelect;

const SUFFIX = "+totp";

/** SQL over second factors. */
export class TwoFactorStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async find(userId: string): Promise<TotpRow | undefined> {
    const [row] = await this.#db.select().from(userTotp).where(eq(userTotp.userId, userId));
    return row;
  }

  /** A secret that counts once it is confirmed; false where one counts already. */
  async propose(userId: string, secret: string, now: Date): Promise<boolean> {
    const proposed = await this.#db
      .insert(userTotp)
      .values({ userId, secret, createdAt: now })
      .onConflictDoUpdate({
        target: userTotp.userId,
        set: { secret, createdAt: now, lastStep: null },
        setWhere: isNull(userTotp.confirmedAt),
      })
      .returning({ userId: userTotp.userId });
    return proposed.length === 1;
  }

  /** False where another request was first, or the secret has been replaced since. */
  async confirm(row: TotpRow, step: number, recoveryDigests: readonly string[], now: Date): Promise<boolean> {
    const confirmed = await this.#db
      .update(userTotp)
      .set({ confirmedAt: now, lastStep: step, recoveryDigests })
      .where(and(eq(userTotp.userId, row.userId), eq(userTotp.secret, row.secret), isNull(userTotp.confirmedAt)))
      .returning({ userId: userTotp.userId });
    return confirmed.length === 1;
  }

  /** Takes the code of a time step. False for one that was taken before, or is older than one that was. */
  async takeStep(userId: string, step: number): Promise<boolean> {
    const taken = await this.#db
      .update(userTotp)
      .set({ lastStep: step })
      .where(
        and(
          eq(userTotp.userId, userId),
          isNotNull(userTotp.confirmedAt),
          or(isNull(userTotp.lastStep), lt(userTotp.lastStep, step)),
        ),
      )
      .returning({ userId: userTotp.userId });
    return taken.length === 1;
  }

  /** Takes a recovery code; of several requests with the same code one is told true. */
  async takeRecovery(userId: string, digest: string): Promise<boolean> {
    const taken = await this.#db
      .update(userTotp)
      .set({ recoveryDigests: sql`${userTotp.recoveryDigests} - ${digest}::text` })
      .where(
        and(
          eq(userTotp.userId, userId),
          isNotNull(userTotp.confirmedAt),
          sql`${userTotp.recoveryDigests} @> jsonb_build_array(${digest}::text)`,
        ),
      )
      .returning({ userId: userTotp.userId });
    return taken.length === 1;
  }

  async replaceRecovery(userId: string, recoveryDigests: readonly string[]): Promise<void> {
    await this.#db.update(userTotp).set({ recoveryDigests }).where(eq(userTotp.userId, userId));
  }

  async remove(userId: string): Promise<boolean> {
    const removed = await this.#db
      .delete(userTotp)
      .where(eq(userTotp.userId, userId))
      .returning({ userId: userTotp.userId });
    return removed.length === 1;
  }

  /** The session's person has just shown the second factor. */
  async raiseSession(sessionId: string): Promise<void> {
    await this.#db
      .update(userSessions)
      .set({ method: sql`${userSessions.method} || ${SUFFIX}` })
      .where(and(eq(userSessions.id, sessionId), sql`right(${userSessions.method}, 5) <> ${SUFFIX}`));
  }

  async isRequiredIn(workspaceId: string): Promise<boolean> {
    const [row] = await this.#db
      .select({ isRequired: workspaces.requiresTwoFactor })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId));
    return row?.isRequired ?? false;
  }

  async requireIn(workspaceId: string, requiresTwoFactor: boolean): Promise<void> {
    await this.#db.update(workspaces).set({ requiresTwoFactor }).where(eq(workspaces.id, workspaceId));
  }

  async methodOf(sessionId: string): Promise<string | undefined> {
    const [row] = await this.#db
      .select({ method: userSessions.method })
      .from(userSessions)
      .where(eq(userSessions.id, sessionId));
    return row?.method;
  }
}
