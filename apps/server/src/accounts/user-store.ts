import { asc, count, eq } from "drizzle-orm";
import { memberships, users } from "../database/account-tables.ts";
import type { Database } from "../database/database.ts";
import type { Executor } from "../resources/sources/store.ts";
import { emailKeyOf } from "./email-address.ts";

export type UserRow = typeof users.$inferSelect;
export type NewUser = typeof users.$inferInsert;

/** SQL over people who have an account. Their pictures are only read when they are shown. */
export class UserStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async find(id: string, executor: Executor = this.#db): Promise<UserRow | undefined> {
    const [row] = await executor.select().from(users).where(eq(users.id, id));
    return row;
  }

  async findByEmail(email: string, executor: Executor = this.#db): Promise<UserRow | undefined> {
    const [row] = await executor
      .select()
      .from(users)
      .where(eq(users.emailKey, emailKeyOf(email)));
    return row;
  }

  async isThereAny(executor: Executor = this.#db): Promise<boolean> {
    const [row] = await executor.select({ id: users.id }).from(users).limit(1);
    return row !== undefined;
  }

  async count(): Promise<number> {
    const [row] = await this.#db.select({ count: count() }).from(users);
    return row?.count ?? 0;
  }

  async insert(row: NewUser, executor: Executor = this.#db): Promise<void> {
    await executor.insert(users).values(row);
  }

  async change(id: string, changes: Partial<NewUser>, executor: Executor = this.#db): Promise<void> {
    await executor.update(users).set(changes).where(eq(users.id, id));
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
