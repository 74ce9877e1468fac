import { AppError, type Clock } from "@parlance/core";
import { pageOf } from "../../http/page-cursor.ts";
import type { Identity } from "../../plugins/identity.ts";
import { isOwnSession } from "./policy.ts";
import type { SessionQuery } from "./schema.ts";
import type { InstanceSessionStore } from "./store.ts";

/** Who is signed in on which device. The right itself, instance.users, is asked by the routes. */
export class InstanceSessionService {
  readonly #clock: Clock;
  readonly #store: InstanceSessionStore;

  constructor(needs: { readonly clock: Clock; readonly store: InstanceSessionStore }) {
    this.#clock = needs.clock;
    this.#store = needs.store;
  }

  async list(identity: Identity, { user, cursor, limit }: SessionQuery) {
    const rows = await this.#store.list(user, this.#now(), cursor, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    return {
      items: items.map(({ createdAt, lastSeenAt, expiresAt, ...row }) => ({
        ...row,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        isYours: isOwnSession(identity, row.id),
      })),
      nextCursor,
    };
  }

  async revoke(sessionId: string): Promise<void> {
    if (!(await this.#store.revoke(sessionId, this.#now()))) throw new AppError("SESSION_NOT_FOUND");
  }

  #now(): Date {
    return new Date(this.#clock.now());
  }
}
