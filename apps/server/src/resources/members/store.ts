import { and, asc, count, eq, inArray, ne } from "drizzle-orm";
import type { Attributes } from "../../database/account-tables.ts";
import type { Database } from "../../database/database.ts";
import { apiKeys, memberships, userSessions, users, workspaces } from "../../database/schema.ts";
import type { Role } from "../../permissions/role.ts";
import type { Executor } from "../sources/store.ts";
import type { WorkspaceRow } from "../workspaces/store.ts";

export type MembershipRow = typeof memberships.$inferSelect;

export interface Membership {
  readonly role: Role;
  readonly attributes: Attributes;
}

export interface MemberRow extends MembershipRow {
  readonly name: string;
  readonly email: string;
  readonly lastSeenAt: Date | null;
}

export interface OwnWorkspace {
  readonly workspace: WorkspaceRow;
  readonly role: Role;
}

/** What a change of members came to. "lastOwner": it would have left nobody who owns the workspace. */
export type MemberChange = "done" | "absent" | "lastOwner";

/** SQL over who is in which workspace. Every change holds the workspace's row, so that two of them never leave it without an owner. */
export class MembershipStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async find(workspaceId: string, userId: string): Promise<MembershipRow | undefined> {
    const [row] = await this.#db.select().from(memberships).where(of(workspaceId, userId));
    return row;
  }

  /** What a person is in a workspace; nothing for who is not in it. */
  async roleOf(workspaceId: string, userId: string): Promise<Membership | undefined> {
    return this.find(workspaceId, userId);
  }

  /** The one they have been in longest first. */
  async workspacesOf(userId: string): Promise<readonly OwnWorkspace[]> {
    return this.#db
      .select({ workspace: workspaces, role: memberships.role })
      .from(memberships)
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(eq(memberships.userId, userId))
      .orderBy(asc(memberships.createdAt), asc(memberships.workspaceId));
  }

  async list(workspaceId: string): Promise<readonly MemberRow[]> {
    return this.#people()
      .where(eq(memberships.workspaceId, workspaceId))
      .orderBy(asc(memberships.createdAt), asc(memberships.userId));
  }

  async member(workspaceId: string, userId: string): Promise<MemberRow | undefined> {
    const [row] = await this.#people().where(of(workspaceId, userId));
    return row;
  }

  async counts(workspaceIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (workspaceIds.length === 0) return new Map();
    const rows = await this.#db
      .select({ id: memberships.workspaceId, count: count() })
      .from(memberships)
      .where(inArray(memberships.workspaceId, [...workspaceIds]))
      .groupBy(memberships.workspaceId);
    return new Map(rows.map((row) => [row.id, row.count]));
  }

  /** Workspaces of which this person is an owner. */
  async countOwned(userId: string): Promise<number> {
    return this.#db.$count(memberships, and(eq(memberships.userId, userId), eq(memberships.role, "owner")));
  }

  /** False for who is in it already; they stay what they are. */
  async add(executor: Executor, row: MembershipRow): Promise<boolean> {
    const made = await executor.insert(memberships).values(row).onConflictDoNothing().returning();
    return made.length === 1;
  }

  async setRole(workspaceId: string, userId: string, role: Role): Promise<MemberChange> {
    return this.#holding(workspaceId, async (tx) => {
      if (role !== "owner" && (await isLastOwner(tx, workspaceId, userId))) return "lastOwner";
      const changed = await tx.update(memberships).set({ role }).where(of(workspaceId, userId)).returning();
      return changed.length === 1 ? "done" : "absent";
    });
  }

  async setAttributes(workspaceId: string, userId: string, attributes: Attributes): Promise<MemberChange> {
    const changed = await this.#db
      .update(memberships)
      .set({ attributes })
      .where(of(workspaceId, userId))
      .returning({ userId: memberships.userId });
    return changed.length === 1 ? "done" : "absent";
  }

  /** Takes somebody out, with their API keys; their sessions there are in no workspace until they choose one. */
  async remove(workspaceId: string, userId: string, now: Date): Promise<MemberChange> {
    return this.#holding(workspaceId, async (tx) => {
      if (await isLastOwner(tx, workspaceId, userId)) return "lastOwner";
      const gone = await tx.delete(memberships).where(of(workspaceId, userId)).returning();
      await tx
        .update(apiKeys)
        .set({ revokedAt: now })
        .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.userId, userId)));
      await tx
        .update(userSessions)
        .set({ workspaceId: null })
        .where(and(eq(userSessions.workspaceId, workspaceId), eq(userSessions.userId, userId)));
      return gone.length === 1 ? "done" : "absent";
    });
  }

  /** Both at once: there is no moment with two owners by this, and none without one. */
  async transfer(workspaceId: string, from: string, to: string): Promise<MemberChange> {
    return this.#holding(workspaceId, async (tx) => {
      const raised = await tx.update(memberships).set({ role: "owner" }).where(of(workspaceId, to)).returning();
      if (raised.length === 0) return "absent";
      await tx.update(memberships).set({ role: "admin" }).where(of(workspaceId, from));
      return "done";
    });
  }

  /** False where the person is not in that workspace, or the session is not theirs. */
  async activate(sessionId: string, userId: string, workspaceId: string): Promise<boolean> {
    if ((await this.find(workspaceId, userId)) === undefined) return false;
    const changed = await this.#db
      .update(userSessions)
      .set({ workspaceId })
      .where(and(eq(userSessions.id, sessionId), eq(userSessions.userId, userId)))
      .returning({ id: userSessions.id });
    return changed.length === 1;
  }

  async #holding<Result>(workspaceId: string, work: (tx: Executor) => Promise<Result>): Promise<Result> {
    return this.#db.transaction(async (tx) => {
      await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspaceId)).for("update");
      return work(tx);
    });
  }

  #people() {
    return this.#db
      .select({
        workspaceId: memberships.workspaceId,
        userId: memberships.userId,
        role: memberships.role,
        attributes: memberships.attributes,
        createdAt: memberships.createdAt,
        name: users.name,
        email: users.email,
        lastSeenAt: users.lastSeenAt,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId));
  }
}

const of = (workspaceId: string, userId: string) =>
  and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId));

async function isLastOwner(tx: Executor, workspaceId: string, userId: string): Promise<boolean> {
  const [own] = await tx.select().from(memberships).where(of(workspaceId, userId));
  if (own?.role !== "owner") return false;
  const [others] = await tx
    .select({ count: count() })
    .from(memberships)
    .where(
      and(eq(memberships.workspaceId, workspaceId), eq(memberships.role, "owner"), ne(memberships.userId, userId)),
    );
  return (others?.count ?? 0) === 0;
}
