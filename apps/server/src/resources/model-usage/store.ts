import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { modelCalls } from "../../database/model-tables.ts";
import type { Executor } from "../sources/store.ts";

export type ModelCallRow = typeof modelCalls.$inferSelect;

/** A figure over calls; the cost counts those with a known price alone. */
const figures = {
  calls: sql<number>`count(*)::int`,
  failed: sql<number>`(count(*) FILTER (WHERE ${modelCalls.outcome} <> 'replied'))::int`,
  inputTokens: sql<number>`coalesce(sum(${modelCalls.inputTokens}), 0)::float8`,
  outputTokens: sql<number>`coalesce(sum(${modelCalls.outputTokens}), 0)::float8`,
  costUsd: sql<number | null>`sum(${modelCalls.costUsd})`,
  meanMs: sql<number>`coalesce(avg(${modelCalls.elapsedMs}), 0)::int`,
};

const day = sql<string>`to_char(${modelCalls.calledAt} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

/** SQL over the books of model calls. */
export class ModelUsageStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(row: ModelCallRow, alongside: (tx: Executor) => Promise<void>): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.insert(modelCalls).values(row);
      await alongside(tx);
    });
  }

  async total(workspaceId: string, since: Date) {
    const [row] = await this.#db.select(figures).from(modelCalls).where(within(workspaceId, since));
    return row;
  }

  /** What a workspace and one person of it have used since then. */
  async spent(workspaceId: string, principal: string, since: Date, executor: Executor = this.#db) {
    const isTheirs = sql`FILTER (WHERE ${modelCalls.principal} = ${principal})`;
    const tokens = sql`sum(${modelCalls.inputTokens} + ${modelCalls.outputTokens})`;
    const usd = sql`sum(${modelCalls.costUsd})`;
    const isUnpriced = sql`${modelCalls.costUsd} IS NULL AND ${modelCalls.inputTokens} + ${modelCalls.outputTokens} > 0`;
    const [row] = await executor
      .select({
        tokens: sql<number>`coalesce(${tokens}, 0)::float8`,
        usd: sql<number>`coalesce(${usd}, 0)::float8`,
        theirTokens: sql<number>`coalesce(${tokens} ${isTheirs}, 0)::float8`,
        theirUsd: sql<number>`coalesce(${usd} ${isTheirs}, 0)::float8`,
        unpriced: sql<number>`(count(*) FILTER (WHERE ${isUnpriced}))::int`,
        theirUnpriced: sql<number>`(count(*) FILTER (WHERE ${isUnpriced} AND ${modelCalls.principal} = ${principal}))::int`,
      })
      .from(modelCalls)
      .where(within(workspaceId, since));
    const { tokens: all = 0, usd: cost = 0, unpriced = 0 } = row ?? {};
    const { theirTokens = 0, theirUsd = 0, theirUnpriced = 0 } = row ?? {};
    return {
      workspace: { tokens: all, usd: cost, unpricedCalls: unpriced },
      person: { tokens: theirTokens, usd: theirUsd, unpricedCalls: theirUnpriced },
    };
  }

  async byModel(workspaceId: string, since: Date) {
    const { provider, model, configuredBy, purpose } = modelCalls;
    return this.#db
      .select({ provider, model, configuredBy, purpose, ...figures })
      .from(modelCalls)
      .where(within(workspaceId, since))
      .groupBy(provider, model, configuredBy, purpose)
      .orderBy(sql`sum(${modelCalls.inputTokens} + ${modelCalls.outputTokens}) DESC`, asc(provider), asc(model));
  }

  async byDay(workspaceId: string, since: Date) {
    return this.#db
      .select({ day, ...figures })
      .from(modelCalls)
      .where(within(workspaceId, since))
      .groupBy(day)
      .orderBy(day);
  }

  async removeBefore(time: Date): Promise<void> {
    await this.#db.delete(modelCalls).where(lt(modelCalls.calledAt, time));
  }
}

const within = (workspaceId: string, since: Date) =>
  and(eq(modelCalls.workspaceId, workspaceId), gte(modelCalls.calledAt, since));
