import { AppError, type Clock } from "@parlance/core";
import { pageOf } from "../../http/page-cursor.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertNotOneself, assertUser } from "./policy.ts";
import type { InstanceUser, UserPatch, UserQuery } from "./schema.ts";
import type { InstanceUserStore, UserRow } from "./store.ts";

/** Everybody with an account on this server. The right itself, instance.users, is asked by the routes. */
export class InstanceUserService {
  readonly #clock: Clock;
  readonly #store: InstanceUserStore;

  constructor(needs: { readonly clock: Clock; readonly store: InstanceUserStore }) {
    this.#clock = needs.clock;
    this.#store = needs.store;
  }

  async list({ search, cursor, limit }: UserQuery) {
    const rows = await this.#store.list(search, cursor, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    return { items: await this.#toWire(items), nextCursor };
  }

  async change(identity: Identity, userId: string, patch: UserPatch): Promise<InstanceUser> {
    const user = await this.#find(userId);
    assertNotOneself(identity, user, patch);
    const now = this.#now();
    const isChanged = await this.#store.change(
      userId,
      {
        ...(patch.isDisabled === undefined ? {} : { disabledAt: patch.isDisabled ? (user.disabledAt ?? now) : null }),
        ...(patch.isInstanceAdmin === undefined ? {} : { isInstanceAdmin: patch.isInstanceAdmin }),
      },
      now,
    );
    if (!isChanged) throw new AppError("USER_LAST_ADMIN");
    if (patch.isDisabled === true) await this.#store.signOut(userId, now, "disabled");
    const [changed] = await this.#toWire([await this.#find(userId)]);
    if (changed === undefined) throw new AppError("USER_NOT_FOUND");
    return changed;
  }

  /** Signs a person out on every device. */
  async signOut(userId: string): Promise<void> {
    await this.#find(userId);
    await this.#store.signOut(userId, this.#now(), "administrator");
  }

  async #find(userId: string): Promise<UserRow> {
    const user = await this.#store.find(userId);
    assertUser(user);
    return user;
  }

  async #toWire(rows: readonly UserRow[]): Promise<InstanceUser[]> {
    const ids = rows.map(({ id }) => id);
    const workspaces = await this.#store.workspacesOf(ids);
    const sessions = await this.#store.sessionsOf(ids, this.#now());
    return rows.map(({ emailVerifiedAt, disabledAt, createdAt, lastSeenAt, ...row }) => ({
      ...row,
      isVerified: emailVerifiedAt !== null,
      isDisabled: disabledAt !== null,
      createdAt: createdAt.toISOString(),
      lastSeenAt: latest(lastSeenAt, sessions.get(row.id)?.lastSeenAt)?.toISOString() ?? null,
      sessions: sessions.get(row.id)?.count ?? 0,
      workspaces: workspaces
        .filter(({ userId }) => userId === row.id)
        .map(({ userId: _user, ...workspace }) => workspace),
    }));
  }

  #now(): Date {
    return new Date(this.#clock.now());
  }
}

/** A person's own mark is only moved now and then. */
function latest(seen: Date | null, inSession: Date | undefined): Date | null {
  if (inSession === undefined) return seen;
  return seen === null || seen < inSession ? inSession : seen;
}
