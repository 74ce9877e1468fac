import { and, asc, eq, getTableColumns, inArray, isNull, lt, notExists, sql } from "drizzle-orm";
import { memberships, users } from "../database/account-tables.ts";
import type { Database } from "../database/database.ts";
import { workspaces } from "../database/schema.ts";
import type { Executor } from "../resources/sources/store.ts";
import { emailKeyOf } from "./email-address.ts";

/** Pictures are large, and nothing but showing them needs them. */
const { avatar: _avatar, ...WITHOUT_PICTURE } = getTableColumns(users);

export type UserRow = Omit<typeof users.$inferSelect, "avatar">;
export type NewUser = typeof users.$inferInsert;

/** SQL over people who have an account. */
export class UserStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async find(id: string, executor: Executor = this.#db): Promise<UserRow | undefined> {
    const [row] = await executor.select(WITHOUT_PICTURE).from(users).where(eq(users.id, id));
    return row;
  }

  async picture(id: string): Promise<{ readonly type: string; readonly bytes: Uint8Array } | undefined> {
    const { avatar, avatarType } = users;
    const [row] = await this.#db.select({ avatar, avatarType }).from(users).where(eq(users.id, id));
    return row?.avatar == null || row.avatarType === null ? undefined : { type: row.avatarType, bytes: row.avatar };
  }

  /** Accounts whose address nobody confirmed: whoever typed it may register again. */
  async removeUnconfirmed(before: Date): Promise<void> {
    const { id, emailVerifiedAt, createdAt, lastSeenAt } = users;
    const isMember = this.#db.select({ id: memberships.userId }).from(memberships).where(eq(memberships.userId, id));
    await this.#db
      .delete(users)
      .where(and(isNull(emailVerifiedAt), isNull(lastSeenAt), lt(createdAt, before), notExists(isMember)));
  }

  async findByEmail(email: string, executor: Executor = this.#db): Promise<UserRow | undefined> {
    const [row] = await executor
      .select(WITHOUT_PICTURE)
      .from(users)
      .where(eq(users.emailKey, emailKeyOf(email)));
    return row;
  }

  async isThereAny(executor: Executor = this.#db): Promise<boolean> {
    const [row] = await executor.select({ id: users.id }).from(users).limit(1);
    return row !== undefined;
  }

  async insert(row: NewUser, executor: Executor = this.#db): Promise<void> {
    await executor.insert(users).values(row);
  }

  async change(id: string, changes: Partial<NewUser>, executor: Executor = this.#db): Promise<void> {
    await executor
      .update(users)
      .set({ ...changes, revision: sql`${users.revision} + 1` })
      .where(eq(users.id, id));
  }

  /** False where somebody changed the row since that revision was read. */
  async changeRevision(id: string, revision: number, changes: Partial<NewUser>): Promise<boolean> {
    const changed = await this.#db
      .update(users)
      .set({ ...changes, revision: revision + 1 })
      .where(and(eq(users.id, id), eq(users.revision, revision)))
      .returning({ id: users.id });
    return changed.length === 1;
  }

  async remove(id: string, executor: Executor = this.#db): Promise<void> {
    await executor.delete(users).where(eq(users.id, id));
  }

  /** Whether somebody else could look after the server without this person. */
  async isOnlyInstanceAdmin(id: string): Promise<boolean> {
    const admins = await this.#db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.isInstanceAdmin, true), isNull(users.disabledAt)));
    return admins.length === 1 && admins[0]?.id === id;
  }

  /** Workspaces of which nobody else is an owner, and how many others are in each. */
  async onlyOwnedBy(userId: string): Promise<readonly { id: string; name: string; others: number }[]> {
    const own = this.#db
      .select({ workspaceId: memberships.workspaceId })
      .from(memberships)
      .where(and(eq(memberships.userId, userId), eq(memberships.role, "owner")));
    const rows = await this.#db
      .select({ id: workspaces.id, name: workspaces.name, userId: memberships.userId, role: memberships.role })
      .from(memberships)
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(inArray(memberships.workspaceId, own));
    const ids = [...new Set(rows.map(({ id }) => id))];
    return ids.flatMap((id) => {
      const members = rows.filter((row) => row.id === id);
      const others = members.filter((member) => member.userId !== userId);
      const [first] = members;
      if (first === undefined || others.some(({ role }) => role === "owner")) return [];
      return [{ id: first.id, name: first.name, others: others.length }];
    });
  }

  /** Throws the database's own error where somebody else has the address. */
  async changeEmail(id: string, email: string, now: Date): Promise<void> {
    await this.change(id, { email, emailKey: emailKeyOf(email), emailVerifiedAt: now, updatedAt: now });
  }

  /** The workspace a person comes into who names none: the one they have been in longest. */
  async firstWorkspaceOf(userId: string, executor: Executor = this.#db): Promise<string | null> {
    const [row] = await executor
      .select({ workspaceId: memberships.workspaceId })
      .from(memberships)
      .where(eq(memberships.userId, userId))
      .orderBy(asc(memberships.createdAt), asc(memberships.workspaceId))
      .limit(1);
    return row?.workspaceId ?? null;
  }
}
