import { and, desc, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Database } from "../database/database.ts";
import { type MailState, outgoingMails } from "../database/mail-tables.ts";

export type MailRow = typeof outgoingMails.$inferSelect;

export interface MailClaim {
  /** Names the attempt: no two are alike. */
  readonly owner: string;
  readonly now: Date;
  readonly until: Date;
}

export interface MailOutcome {
  readonly state: MailState;
  readonly reply: string | null;
  /** For a letter that is tried again. */
  readonly nextAttemptAt?: Date;
}

/** A letter in these states will never move again. */
const SETTLED: MailState[] = ["kept", "sent", "bounced", "late", "unknown"];

/** SQL over letters on their way. */
export class OutboxStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(row: MailRow): Promise<void> {
    await this.#db.insert(outgoingMails).values(row);
  }

  async due(now: Date, limit: number): Promise<readonly { readonly id: string }[]> {
    return this.#db
      .select({ id: outgoingMails.id })
      .from(outgoingMails)
      .where(isDue(now))
      .orderBy(outgoingMails.nextAttemptAt)
      .limit(limit);
  }

  /** Takes a letter for one attempt. One statement, so that of several instances one gets it. */
  async claim(id: string, { owner, now, until }: MailClaim): Promise<MailRow | undefined> {
    const [row] = await this.#db
      .update(outgoingMails)
      .set({ claimedBy: owner, claimedUntil: until, attempts: sql`${outgoingMails.attempts} + 1`, updatedAt: now })
      .where(and(eq(outgoingMails.id, id), isDue(now)))
      .returning();
    return row;
  }

  /** From here on the mail server may have it. False when the claim was lost meanwhile. */
  async begin(id: string, owner: string, now: Date): Promise<boolean> {
    const begun = await this.#db
      .update(outgoingMails)
      .set({ state: "sending", updatedAt: now })
      .where(and(eq(outgoingMails.id, id), eq(outgoingMails.claimedBy, owner), eq(outgoingMails.state, "waiting")))
      .returning({ id: outgoingMails.id });
    return begun.length === 1;
  }

  async settle(id: string, owner: string, { state, reply, nextAttemptAt }: MailOutcome, now: Date): Promise<void> {
    await this.#db
      .update(outgoingMails)
      .set({
        state,
        reply,
        claimedBy: null,
        claimedUntil: null,
        updatedAt: now,
        ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
        ...(state === "waiting" ? {} : { content: null }),
      })
      .where(and(eq(outgoingMails.id, id), eq(outgoingMails.claimedBy, owner)));
  }

  /** Letters whose sender was cut off while the mail server may have had them. */
  async giveUpOnCutOff(now: Date): Promise<void> {
    await this.#db
      .update(outgoingMails)
      .set({ state: "unknown", content: null, claimedBy: null, claimedUntil: null, updatedAt: now })
      .where(and(eq(outgoingMails.state, "sending"), lt(outgoingMails.claimedUntil, now)));
  }

  /** Letters that nobody needs any more. */
  async giveUpOnLate(now: Date): Promise<void> {
    await this.#db
      .update(outgoingMails)
      .set({ state: "late", content: null, updatedAt: now })
      .where(and(eq(outgoingMails.state, "waiting"), isFree(now), lte(outgoingMails.sendBefore, now)));
  }

  async find(id: string): Promise<MailRow | undefined> {
    const [row] = await this.#db.select().from(outgoingMails).where(eq(outgoingMails.id, id));
    return row;
  }

  async newest(limit: number, state: MailState | undefined, beforeId: string | undefined): Promise<MailRow[]> {
    return this.#db
      .select()
      .from(outgoingMails)
      .where(
        and(
          state === undefined ? undefined : eq(outgoingMails.state, state),
          // Ids are made in the order of time.
          beforeId === undefined ? undefined : lt(outgoingMails.id, beforeId),
        ),
      )
      .orderBy(desc(outgoingMails.id))
      .limit(limit);
  }

  async countByState(): Promise<Readonly<Partial<Record<MailState, number>>>> {
    const rows = await this.#db
      .select({ state: outgoingMails.state, count: sql<number>`count(*)::int` })
      .from(outgoingMails)
      .groupBy(outgoingMails.state);
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  async settledBefore(before: Date): Promise<readonly { readonly id: string }[]> {
    return this.#db
      .select({ id: outgoingMails.id })
      .from(outgoingMails)
      .where(and(inArray(outgoingMails.state, SETTLED), lt(outgoingMails.updatedAt, before)));
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#db.delete(outgoingMails).where(inArray(outgoingMails.id, [...ids]));
  }
}

const isFree = (now: Date) => or(isNull(outgoingMails.claimedUntil), lt(outgoingMails.claimedUntil, now));

const isDue = (now: Date) =>
  and(eq(outgoingMails.state, "waiting"), lte(outgoingMails.nextAttemptAt, now), isFree(now));
