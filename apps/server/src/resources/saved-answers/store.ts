import { and, desc, eq, gt, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { olderThan } from "../../database/older-than.ts";
import { savedAnswers, users } from "../../database/schema.ts";
import { holdsWords, storableText } from "../../database/search-words.ts";
import type { PagePlace } from "../../http/page-cursor.ts";
import type { Owner } from "../conversations/policy.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

export type SavedAnswerRow = typeof savedAnswers.$inferSelect;

/** With the name of whose it is; empty where nobody has an account. */
export interface OwnedSavedAnswer extends SavedAnswerRow {
  readonly ownerName: string;
}

export interface SavedAnswerSearch {
  /** The owner's own, or what people of the workspace have shared in it. */
  readonly scope: "mine" | "workspace";
  readonly words: string;
  readonly sourceId: string | undefined;
  readonly after: PagePlace | undefined;
  readonly limit: number;
}

/** SQL over saved answers. Whoever asks names the owner, and finds nothing of anybody else. */
export class SavedAnswerStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;

  constructor(db: Database, workspaces: WorkspaceStore) {
    this.#db = db;
    this.#workspaces = workspaces;
  }

  /** False when the owner has saved something under this request key before. */
  async create(row: SavedAnswerRow): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      await this.#workspaces.ensure(tx, anonymousWorkspace(row.workspaceId, row.createdAt));
      const made = await tx
        .insert(savedAnswers)
        .values({ ...row, question: storableText(row.question), sql: storableText(row.sql) })
        .onConflictDoNothing()
        .returning({ id: savedAnswers.id });
      return made.length === 1;
    });
  }

  async ofRequest(owner: Owner, requestKey: string): Promise<SavedAnswerRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(savedAnswers)
      .where(and(ownedBy(owner), eq(savedAnswers.requestKey, requestKey)));
    return row;
  }

  async find(owner: Owner, id: string, now: Date): Promise<OwnedSavedAnswer | undefined> {
    const [row] = await this.#owned().where(and(eq(savedAnswers.id, id), ownedBy(owner), isLive(now)));
    return row && toOwned(row);
  }

  /** The owner's own, and what others have shared with their workspace. */
  async findReadable(owner: Owner, id: string, now: Date): Promise<OwnedSavedAnswer | undefined> {
    const isReadable = or(ownedBy(owner), sharedIn(owner.workspaceId));
    const [row] = await this.#owned().where(and(eq(savedAnswers.id, id), isReadable, isLive(now)));
    return row && toOwned(row);
  }

  /** Empty where nobody has an account. */
  async nameOf(owner: string): Promise<string> {
    const [row] = await this.#db.select({ name: users.name }).from(users).where(eq(users.id, owner));
    return row?.name ?? "";
  }

  /** Newest first. */
  async list(owner: Owner, search: SavedAnswerSearch, now: Date): Promise<readonly OwnedSavedAnswer[]> {
    const rows = await this.#owned()
      .where(
        and(
          search.scope === "mine" ? ownedBy(owner) : sharedIn(owner.workspaceId),
          isLive(now),
          search.sourceId === undefined ? undefined : eq(savedAnswers.sourceId, search.sourceId),
          holdsWords(search.words, [savedAnswers.name, savedAnswers.question, savedAnswers.sql]),
          olderThan(search.after, savedAnswers.createdAt, savedAnswers.id),
        ),
      )
      .orderBy(desc(savedAnswers.createdAt), desc(savedAnswers.id))
      .limit(search.limit);
    return rows.map(toOwned);
  }

  /** Undefined when the row has moved on from this revision. */
  async change(
    row: SavedAnswerRow,
    fields: Partial<Pick<SavedAnswerRow, "name" | "updatedAt" | "expiresAt" | "workspaceSharedAt">>,
  ): Promise<SavedAnswerRow | undefined> {
    const [changed] = await this.#db
      .update(savedAnswers)
      .set({ ...fields, revision: sql`${savedAnswers.revision} + 1` })
      .where(
        and(
          eq(savedAnswers.id, row.id),
          eq(savedAnswers.workspaceId, row.workspaceId),
          eq(savedAnswers.revision, row.revision),
        ),
      )
      .returning();
    return changed;
  }

  /** Running changes nothing that somebody could be editing. */
  async wasRun(row: SavedAnswerRow, runAt: Date, expiresAt: Date | null): Promise<void> {
    await this.#db
      .update(savedAnswers)
      .set({ runAt, expiresAt })
      .where(and(eq(savedAnswers.id, row.id), eq(savedAnswers.workspaceId, row.workspaceId)));
  }

  async remove(owner: Owner, id: string): Promise<boolean> {
    const gone = await this.#db
      .delete(savedAnswers)
      .where(and(eq(savedAnswers.id, id), ownedBy(owner)))
      .returning({ id: savedAnswers.id });
    return gone.length === 1;
  }

  async removeExpired(now: Date): Promise<void> {
    await this.#db.delete(savedAnswers).where(lte(savedAnswers.expiresAt, now));
  }

  #owned() {
    return this.#db
      .select({ saved: savedAnswers, ownerName: users.name })
      .from(savedAnswers)
      .leftJoin(users, eq(users.id, savedAnswers.owner));
  }
}

const toOwned = (row: { saved: SavedAnswerRow; ownerName: string | null }): OwnedSavedAnswer => ({
  ...row.saved,
  ownerName: row.ownerName ?? "",
});

const sharedIn = (workspaceId: string) =>
  and(eq(savedAnswers.workspaceId, workspaceId), isNotNull(savedAnswers.workspaceSharedAt));

const ownedBy = ({ workspaceId, principal }: Owner) =>
  and(eq(savedAnswers.workspaceId, workspaceId), eq(savedAnswers.owner, principal));

const isLive = (now: Date) => or(isNull(savedAnswers.expiresAt), gt(savedAnswers.expiresAt, now));
