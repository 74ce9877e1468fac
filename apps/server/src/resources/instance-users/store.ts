import { and, desc, eq, gt, ilike, inArray, isNull, max, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { olderThan } from "../../database/older-than.ts";
import { memberships, userSessions, users, workspaces } from "../../database/schema.ts";
import { holding } from "../../database/search-words.ts";
import type { PagePlace } from "../../http/page-cursor.ts";
import type { Role } from "../../permissions/role.ts";

/** What administration may see of a person: neither the password's hash nor the picture. */
const { id, email, name, emailVerifiedAt, isInstanceAdmin, createdAt, lastSeenAt, disabledAt } = users;
const SHOWN = { id, email, name, emailVerifiedAt, isInstanceAdmin, createdAt, lastSeenAt, disabledAt };

export type UserRow = Pick<typeof users.$inferSelect, keyof typeof SHOWN>;

export interface UserChange {
  readonly disabledAt?: Date | null;
  readonly isInstanceAdmin?: boolean;
}

/** SQL over everybody with an account. */
export class InstanceUserStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Newest first. */
  async list(search: string | undefined, before: PagePlace | undefined, limit: number): Promise<UserRow[]> {
    const found = search === undefined ? undefined : or(ilike(email, holding(search)), ilike(name, holding(search)));
    const older = olderThan(before, createdAt, id);
    return this.#db.select(SHOWN).from(users).where(and(found, older)).orderBy(desc(createdAt), desc(id)).limit(limit);
  }

  async find(userId: string): Promise<UserRow | undefined> {
    const [row] = await this.#db.select(SHOWN).from(users).where(eq(id, userId));
    return row;
  }

  async workspacesOf(userIds: readonly string[]): Promise<{ userId: string; id: string; name: string; role: Role }[]> {
    if (userIds.length === 0) return [];
    return this.#db
      .select({ userId: memberships.userId, id: workspaces.id, name: workspaces.name, role: memberships.role })
      .from(memberships)
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(inArray(memberships.userId, [...userIds]))
      .orderBy(workspaces.name);
  }

  /** Live ones: how many, and when the last of them was used. */
  async sessionsOf(
    userIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, { readonly count: number; readonly lastSeenAt: Date }>> {
    if (userIds.length === 0) return new Map();
    const rows = await this.#db
      .select({
        userId: userSessions.userId,
        count: sql<number>`count(*)::int`,
        lastSeenAt: max(userSessions.lastSeenAt),
      })
      .from(userSessions)
      .where(and(inArray(userSessions.userId, [...userIds]), isLive(now)))
      .groupBy(userSessions.userId);
    return new Map(rows.map(({ userId, count, lastSeenAt }) => [userId, { count, lastSeenAt: lastSeenAt ?? now }]));
  }

  /**
   * False, and nothing changed, when nobody would be left to administer the server. The rows of all administrators are
   * locked, so that two of them cannot remove each other at the same time.
   */
  async change(userId: string, change: UserChange, now: Date): Promise<boolean> {
    return this.#db.transaction(async (transaction) => {
      const admins = await transaction
        .select({ id })
        .from(users)
        .where(and(eq(isInstanceAdmin, true), isNull(disabledAt)))
        .for("update");
      const goes = change.isInstanceAdmin === false || (change.disabledAt !== undefined && change.disabledAt !== null);
      if (goes && admins.every((admin) => admin.id === userId)) return false;
      await transaction
        .update(users)
        .set({ ...change, updatedAt: now, revision: sql`${users.revision} + 1` })
        .where(eq(id, userId));
      return true;
    });
  }

  async signOut(userId: string, now: Date, reason: string): Promise<void> {
    await this.#db
      .update(userSessions)
      .set({ revokedAt: now, revokedReason: reason })
      .where(and(eq(userSessions.userId, userId), isNull(userSessions.revokedAt)));
  }
}

const isLive = (now: Date): SQL | undefined => and(isNull(userSessions.revokedAt), gt(userSessions.expiresAt, now));
