import { and, desc, eq, lt, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "../../database/database.ts";
import { answerFeedback } from "../../database/knowledge-tables.ts";
import type { KnowledgePlace } from "../knowledge/store.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

export type FeedbackRow = typeof answerFeedback.$inferSelect;
export type NewFeedback = Omit<FeedbackRow, "id" | "workspaceId" | "sourceId" | "createdAt">;

/** What is kept of one source by one workspace; older ones make room. */
const KEPT = 2_000;

/** SQL over what people made of answers. */
export class FeedbackStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;

  constructor(db: Database, workspaces: WorkspaceStore) {
    this.#db = db;
    this.#workspaces = workspaces;
  }

  async add(place: KnowledgePlace, feedback: NewFeedback, now: Date): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await this.#workspaces.ensure(tx, anonymousWorkspace(place.workspaceId, now));
      await tx.insert(answerFeedback).values({ ...place, ...feedback, id: uuid(), createdAt: now });
      const kept = tx
        .select({ id: answerFeedback.id })
        .from(answerFeedback)
        .where(at(place))
        .orderBy(desc(answerFeedback.id))
        .limit(1)
        .offset(KEPT);
      await tx.delete(answerFeedback).where(and(at(place), sql`${answerFeedback.id} <= (${kept})`));
    });
  }

  /** How often people chose this, as told by a phrase and its meaning, or by a question and its statement. */
  async countAlike(
    place: KnowledgePlace,
    feedback: Pick<NewFeedback, "phrase" | "target" | "question" | "sql">,
  ): Promise<number> {
    const { phrase, target, question, sql: statement } = feedback;
    const same =
      phrase === null
        ? and(sql`lower(${answerFeedback.question}) = lower(${question})`, eq(answerFeedback.sql, statement ?? ""))
        : and(eq(answerFeedback.phrase, phrase), sql`${answerFeedback.target}::text = ${JSON.stringify(target)}`);
    return this.#db.$count(answerFeedback, and(at(place), eq(answerFeedback.kind, "picked"), same));
  }

  /** Newest first. */
  async list(
    place: KnowledgePlace,
    filter: { readonly kind?: FeedbackRow["kind"] | undefined; readonly before: string; readonly limit: number },
  ): Promise<readonly FeedbackRow[]> {
    return this.#db
      .select()
      .from(answerFeedback)
      .where(
        and(
          at(place),
          filter.before === "" ? undefined : lt(answerFeedback.id, filter.before),
          filter.kind === undefined ? undefined : eq(answerFeedback.kind, filter.kind),
        ),
      )
      .orderBy(desc(answerFeedback.id))
      .limit(filter.limit);
  }
}

const at = ({ workspaceId, sourceId }: KnowledgePlace) =>
  and(eq(answerFeedback.workspaceId, workspaceId), eq(answerFeedback.sourceId, sourceId));
