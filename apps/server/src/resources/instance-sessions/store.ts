import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { olderThan } from "../../database/older-than.ts";
import { userSessions, users } from "../../database/schema.ts";
import type { PagePlace } from "../../http/page-cursor.ts";

/** SQL over the devices that are signed in. */
export class InstanceSessionStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Live ones, newest first. */
  async list(userId: string | undefined, now: Date, before: PagePlace | undefined, limit: number) {
    const { id, workspaceId, method, userAgent, address, createdAt, lastSeenAt, expiresAt } = userSessions;
    const older = olderThan(before, createdAt, id);
    return this.#db
      .select({
        ...{ id, workspaceId, method, userAgent, address, createdAt, lastSeenAt, expiresAt },
        userId: userSessions.userId,
        email: users.email,
      })
      .from(userSessions)
      .innerJoin(users, eq(users.id, userSessions.userId))
      .where(
        and(
          isNull(userSessions.revokedAt),
          gt(expiresAt, now),
          userId === undefined ? undefined : eq(userSessions.userId, userId),
          older,
        ),
      )
      .orderBy(desc(createdAt), desc(id))
      .limit(limit);
  }

  /** False where there is no such live session. */
  async revoke(sessionId: string, now: Date): Promise<boolean> {
    const ended = await this.#db
      .update(userSessions)
      .set({ revokedAt: now, revokedReason: "administrator" })
      .where(and(eq(userSessions.id, sessionId), isNull(userSessions.revokedAt)))
      .returning({ id: userSessions.id });
    return ended.length > 0;
  }
}
