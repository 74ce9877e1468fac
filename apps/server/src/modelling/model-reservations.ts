import { eq, lt, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "../database/database.ts";
import { modelReservations } from "../database/model-tables.ts";
import type { Holder } from "../plugins/identity.ts";
import type { Executor } from "../resources/sources/store.ts";

/** What a call may come to. */
export interface CallEstimate {
  readonly tokens: number;
  /** Zero where no price is known: such calls cost nothing in the books either. */
  readonly usd: number;
}

export interface Held {
  readonly workspace: CallEstimate;
  readonly person: CallEstimate;
}

/** Longer than any call may take; what an instance that was killed held is free again by then. */
const HELD_MS = 15 * 60_000;

/** What calls under way may come to, known to every instance. */
export class ModelReservations {
  readonly #db: Database;
  readonly #now: () => Date;

  constructor(db: Database, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * Holds an estimate where `mayHold` agrees, after what the others hold is known to it; undefined where it does not.
   * One at a time for a workspace, so that of calls that come at once each knows of the ones before.
   */
  async hold(
    { workspaceId, principal }: Holder,
    estimate: CallEstimate,
    mayHold: (held: Held, executor: Executor) => Promise<boolean>,
  ): Promise<string | undefined> {
    return this.#db.transaction(async (tx) => {
      // Not the workspace's row: one of a browser without an account may have none.
      await tx.execute(
        sql`SELECT pg_advisory_xact_lock(hashtextextended(${`model reservations of ${workspaceId}`}, 0))`,
      );
      const now = this.#now();
      const rows = await tx.select().from(modelReservations).where(eq(modelReservations.workspaceId, workspaceId));
      const live = rows.filter(({ expiresAt }) => expiresAt > now);
      const held = { workspace: sumOf(live), person: sumOf(live.filter((row) => row.principal === principal)) };
      if (!(await mayHold(held, tx))) return undefined;
      const id = uuid();
      const expiresAt = new Date(now.getTime() + HELD_MS);
      await tx.insert(modelReservations).values({ id, workspaceId, principal, ...estimate, expiresAt });
      return id;
    });
  }

  async release(id: string, executor: Executor = this.#db): Promise<void> {
    await executor.delete(modelReservations).where(eq(modelReservations.id, id));
  }

  async removeExpired(now: Date): Promise<void> {
    await this.#db.delete(modelReservations).where(lt(modelReservations.expiresAt, now));
  }
}

const sumOf = (rows: readonly CallEstimate[]): CallEstimate => ({
  tokens: rows.reduce((sum, { tokens }) => sum + tokens, 0),
  usd: rows.reduce((sum, { usd }) => sum + usd, 0),
});
