import { and, desc, eq, gt, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { savedAnswers } from "../../database/schema.ts";
import { holdsWords, storableText } from "../../database/search-words.ts";
import type { PagePlace } from "../../http/page-cursor.ts";
import type { Owner } from "../conversations/policy.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

export type SavedAnswerRow = typeof savedAnswers.$inferSelect;

export interface SavedAnswerSearch {
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

  async find(owner: Owner, id: string, now: Date): Promise<SavedAnswerRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(savedAnswers)
      .where(and(eq(savedAnswers.id, id), ownedBy(owner), isLive(now)));
    return row;
  }

  /** Newest first. */
  async list(owner: Owner, search: SavedAnswerSearch, now: Date): Promise<readonly SavedAnswerRow[]> {
    return this.#db
      .select()
      .from(savedAnswers)
      .where(
        and(
          ownedBy(owner),
          isLive(now),
          search.sourceId === undefined ? undefined : eq(savedAnswers.sourceId, search.sourceId),
          holdsWords(search.words, [savedAnswers.name, savedAnswers.question, savedAnswers.sql]),
          search.after && isAfter(search.after),
        ),
      )
      .orderBy(desc(savedAnswers.createdAt), desc(savedAnswers.id))
      .limit(search.limit);
  }

  /** Undefined when the row has moved on from this revision. */
  async change(
    row: SavedAnswerRow,
    fields: Partial<Pick<SavedAnswerRow, "name" | "updatedAt" | "expiresAt">>,
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
}

const ownedBy = ({ workspaceId, principal }: Owner) =>
  and(eq(savedAnswers.workspaceId, workspaceId), eq(savedAnswers.owner, principal));

const isLive = (now: Date) => or(isNull(savedAnswers.expiresAt), gt(savedAnswers.expiresAt, now));

const isAfter = ({ at, id }: PagePlace) =>
  or(lt(savedAnswers.createdAt, at), and(eq(savedAnswers.createdAt, at), lt(savedAnswers.id, id)));
