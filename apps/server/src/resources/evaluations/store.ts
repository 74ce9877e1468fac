import { and, asc, count, desc, eq, inArray, isNull, lt, notInArray, or, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { evaluationAnswers, evaluations } from "../../database/evaluation-tables.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

export type EvaluationRow = typeof evaluations.$inferSelect;
export type EvaluationAnswerRow = typeof evaluationAnswers.$inferSelect;
type EvaluationEnd = Partial<Pick<EvaluationRow, "state" | "endedAt" | "errorCode" | "message">>;

/** How one drafter has done so far. */
export interface Tally {
  readonly evaluationId: string;
  readonly drafter: string;
  readonly answers: number;
  readonly strict: number;
  readonly tolerant: number;
  readonly wrong: number;
  readonly unanswered: number;
  readonly failed: number;
  readonly elapsedMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
}

/** SQL over evaluations and their answers. */
export class EvaluationStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;

  constructor(db: Database, workspaces: WorkspaceStore) {
    this.#db = db;
    this.#workspaces = workspaces;
  }

  async add(row: EvaluationRow): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await this.#workspaces.ensure(tx, anonymousWorkspace(row.workspaceId, row.startedAt));
      await tx.insert(evaluations).values(row);
    });
  }

  async addAnswer(row: typeof evaluationAnswers.$inferInsert): Promise<void> {
    await this.#db.insert(evaluationAnswers).values(row);
  }

  async end(id: string, end: EvaluationEnd): Promise<void> {
    await this.#db
      .update(evaluations)
      .set(end)
      .where(and(eq(evaluations.id, id), eq(evaluations.state, "running")));
  }

  /** Those that no living instance is at any more: nobody goes on with them. */
  async endInterrupted(now: Date, living: readonly string[]): Promise<void> {
    const { state, instance } = evaluations;
    await this.#db
      .update(evaluations)
      .set({ state: "stopped", endedAt: now, message: "The server was restarted meanwhile." })
      .where(and(eq(state, "running"), or(isNull(instance), notInArray(instance, [...living]))));
  }

  async find(workspaceId: string, id: string): Promise<EvaluationRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(evaluations)
      .where(and(eq(evaluations.id, id), eq(evaluations.workspaceId, workspaceId)));
    return row;
  }

  /** Newest first. */
  async list(
    workspaceId: string,
    sourceId: string,
    page: { readonly before: string | undefined; readonly limit: number },
  ): Promise<readonly EvaluationRow[]> {
    return this.#db
      .select()
      .from(evaluations)
      .where(
        and(
          eq(evaluations.workspaceId, workspaceId),
          eq(evaluations.sourceId, sourceId),
          page.before === undefined ? undefined : lt(evaluations.id, page.before),
        ),
      )
      .orderBy(desc(evaluations.id))
      .limit(page.limit);
  }

  async isRunning(workspaceId: string): Promise<boolean> {
    const [row] = await this.#db
      .select({ id: evaluations.id })
      .from(evaluations)
      .where(and(eq(evaluations.workspaceId, workspaceId), eq(evaluations.state, "running")))
      .limit(1);
    return row !== undefined;
  }

  async answers(id: string): Promise<readonly EvaluationAnswerRow[]> {
    return this.#db
      .select()
      .from(evaluationAnswers)
      .where(eq(evaluationAnswers.evaluationId, id))
      .orderBy(asc(evaluationAnswers.position), asc(evaluationAnswers.drafter));
  }

  async tallies(ids: readonly string[]): Promise<readonly Tally[]> {
    if (ids.length === 0) return [];
    const { outcome, evaluationId, drafter, elapsedMs, inputTokens, outputTokens, costUsd } = evaluationAnswers;
    const counted = (kind: string) => sql<number>`(count(*) FILTER (WHERE ${outcome} = ${kind}))::int`;
    const total = (column: typeof elapsedMs | typeof inputTokens | typeof outputTokens) =>
      sql<number>`coalesce(sum(${column}), 0)::float8`;
    return this.#db
      .select({
        evaluationId,
        drafter,
        answers: count(),
        strict: counted("strict"),
        tolerant: counted("tolerant"),
        wrong: counted("wrong"),
        unanswered: counted("unanswered"),
        failed: counted("failed"),
        elapsedMs: total(elapsedMs),
        inputTokens: total(inputTokens),
        outputTokens: total(outputTokens),
        costUsd: sql<number | null>`sum(${costUsd})`,
      })
      .from(evaluationAnswers)
      .where(inArray(evaluationId, [...ids]))
      .groupBy(evaluationId, drafter);
  }

  async remove(workspaceId: string, id: string): Promise<void> {
    await this.#db.delete(evaluations).where(and(eq(evaluations.id, id), eq(evaluations.workspaceId, workspaceId)));
  }
}
