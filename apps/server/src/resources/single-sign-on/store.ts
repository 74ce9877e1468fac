import { and, eq, ne } from "drizzle-orm";
import { memberships, userIdentities, users } from "../../database/account-tables.ts";
import type { Database } from "../../database/database.ts";
import { workspaces } from "../../database/schema.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import type { Role } from "../../permissions/role.ts";
import type { Executor } from "../sources/store.ts";

export type IdentityRow = typeof userIdentities.$inferSelect;

/** SQL over who people are to OpenID providers. */
export class UserIdentityStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  transaction<Result>(work: (executor: Executor) => Promise<Result>): Promise<Result> {
    return this.#db.transaction(work);
  }

  async find(issuer: string, subject: string): Promise<IdentityRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(userIdentities)
      .where(and(eq(userIdentities.issuer, issuer), eq(userIdentities.subject, subject)));
    return row;
  }

  async listOf(userId: string): Promise<readonly IdentityRow[]> {
    return this.#db.select().from(userIdentities).where(eq(userIdentities.userId, userId));
  }

  /** False where it is somebody's already. */
  async add(row: Omit<IdentityRow, "lastUsedAt">, executor: Executor = this.#db): Promise<boolean> {
    try {
      await executor.insert(userIdentities).values({ ...row, lastUsedAt: row.createdAt });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async touch({ issuer, subject }: IdentityRow, email: string | null, now: Date): Promise<void> {
    await this.#db
      .update(userIdentities)
      .set({ lastUsedAt: now, email })
      .where(and(eq(userIdentities.issuer, issuer), eq(userIdentities.subject, subject)));
  }

  /** False where there was none. */
  async remove(userId: string, issuer: string): Promise<boolean> {
    const removed = await this.#db
      .delete(userIdentities)
      .where(and(eq(userIdentities.userId, userId), eq(userIdentities.issuer, issuer)))
      .returning({ subject: userIdentities.subject });
    return removed.length > 0;
  }

  async isTeam(workspaceId: string): Promise<boolean> {
    const [row] = await this.#db
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(and(eq(workspaces.id, workspaceId), eq(workspaces.kind, "team")));
    return row !== undefined;
  }

  async join(
    member: { workspaceId: string; userId: string; role: Role },
    now: Date,
    executor: Executor,
  ): Promise<void> {
    await executor
      .insert(memberships)
      .values({ ...member, createdAt: now })
      .onConflictDoNothing();
  }

  /** Gives a member another role; owners are made and unmade by people only. */
  async setRole({ workspaceId, userId, role }: { workspaceId: string; userId: string; role: Role }): Promise<void> {
    await this.#db
      .update(memberships)
      .set({ role })
      .where(
        and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId), ne(memberships.role, "owner")),
      );
  }

  async hasPassword(userId: string): Promise<boolean> {
    const [row] = await this.#db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId));
    return row !== undefined && row.hash !== null;
  }
}
