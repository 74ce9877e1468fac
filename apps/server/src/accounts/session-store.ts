import { and, desc, eq, gt, inArray, isNull, lt, ne } from "drizzle-orm";
import { memberships, userSessions, users } from "../database/account-tables.ts";
import type { Database } from "../database/database.ts";
import { workspaces } from "../database/schema.ts";
import type { Executor } from "../resources/sources/store.ts";

export type SessionRow = typeof userSessions.$inferSelect;

/** Why a session ended before its time. */
export type EndReason = "signed-out" | "ended-by-owner" | "password-changed" | "reused" | "disabled" | "ended-by-admin";

/** A session with whom it stands for at this moment. */
export type Standing = NonNullable<Awaited<ReturnType<SessionStore["standing"]>>>;

/** SQL over signed-in devices. */
export class SessionStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** All that a request has to know of its session, person, workspace and role; undefined where nobody is let in. */
  async standing(id: string, now: Date) {
    const [row] = await this.#standings([id], now);
    return row;
  }

  async standings(ids: readonly string[], now: Date): Promise<readonly Standing[]> {
    return ids.length === 0 ? [] : this.#standings(ids, now);
  }

  #standings(ids: readonly string[], now: Date) {
    return this.#db
      .select({
        sessionId: userSessions.id,
        lastSeenAt: userSessions.lastSeenAt,
        method: userSessions.method,
        userId: users.id,
        email: users.email,
        isInstanceAdmin: users.isInstanceAdmin,
        attributes: users.attributes,
        workspaceId: memberships.workspaceId,
        role: memberships.role,
        memberAttributes: memberships.attributes,
        requiresTwoFactor: workspaces.requiresTwoFactor,
      })
      .from(userSessions)
      .innerJoin(users, eq(users.id, userSessions.userId))
      .leftJoin(
        memberships,
        and(eq(memberships.userId, userSessions.userId), eq(memberships.workspaceId, userSessions.workspaceId)),
      )
      .leftJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(and(inArray(userSessions.id, [...ids]), isLive(now), isNull(users.disabledAt)));
  }

  async insert(row: typeof userSessions.$inferInsert, executor: Executor = this.#db): Promise<void> {
    await executor.insert(userSessions).values(row);
  }

  async find(id: string): Promise<SessionRow | undefined> {
    const [row] = await this.#db.select().from(userSessions).where(eq(userSessions.id, id));
    return row;
  }

  /** Puts a new digest in the place of the present one. False where somebody else was first, or the session is over. */
  async replaceDigest(
    id: string,
    digests: { readonly from: string; readonly to: string },
    changes: { readonly now: Date; readonly expiresAt: Date },
  ): Promise<boolean> {
    const { now, expiresAt } = changes;
    const changed = await this.#db
      .update(userSessions)
      .set({ refreshDigest: digests.to, previousDigest: digests.from, rotatedAt: now, lastSeenAt: now, expiresAt })
      .where(and(eq(userSessions.id, id), eq(userSessions.refreshDigest, digests.from), isLive(now)))
      .returning({ id: userSessions.id });
    return changed.length === 1;
  }

  async setWorkspace(id: string, workspaceId: string | null): Promise<void> {
    await this.#db.update(userSessions).set({ workspaceId }).where(eq(userSessions.id, id));
  }

  async touch(id: string, now: Date): Promise<void> {
    await this.#db.update(userSessions).set({ lastSeenAt: now }).where(eq(userSessions.id, id));
    await this.#db
      .update(users)
      .set({ lastSeenAt: now })
      .where(
        inArray(
          users.id,
          this.#db.select({ id: userSessions.userId }).from(userSessions).where(eq(userSessions.id, id)),
        ),
      );
  }

  /** Live sessions, with the workspace each works in, newest first. */
  async listOf(userId: string, now: Date) {
    return this.#db
      .select({ session: userSessions, workspaceName: workspaces.name })
      .from(userSessions)
      .leftJoin(workspaces, eq(workspaces.id, userSessions.workspaceId))
      .where(and(eq(userSessions.userId, userId), isLive(now)))
      .orderBy(desc(userSessions.lastSeenAt), desc(userSessions.id));
  }

  /** False where there is no live session of this person with that id. */
  async end(id: string, userId: string, reason: EndReason, now: Date): Promise<boolean> {
    const ended = await this.#db
      .update(userSessions)
      .set({ revokedAt: now, revokedReason: reason })
      .where(and(eq(userSessions.id, id), eq(userSessions.userId, userId), isLive(now)))
      .returning({ id: userSessions.id });
    return ended.length === 1;
  }

  /** Ends all of a person's sessions but one, and tells how many these were. */
  async endAll(
    userId: string,
    keep: string | null,
    reason: EndReason,
    now: Date,
    executor: Executor = this.#db,
  ): Promise<number> {
    const others = keep === null ? undefined : ne(userSessions.id, keep);
    const ended = await executor
      .update(userSessions)
      .set({ revokedAt: now, revokedReason: reason })
      .where(and(eq(userSessions.userId, userId), others, isLive(now)))
      .returning({ id: userSessions.id });
    return ended.length;
  }

  /** Sessions that nobody can use and nobody will be asked about any more. */
  async removeExpired(before: Date): Promise<void> {
    await this.#db.delete(userSessions).where(lt(userSessions.expiresAt, before));
  }
}

const isLive = (now: Date) => and(isNull(userSessions.revokedAt), gt(userSessions.expiresAt, now));
