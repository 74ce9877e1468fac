import { and, desc, eq, gte, isNotNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { askedQuestions } from "../database/audit-tables.ts";
import type { Database } from "../database/database.ts";
import { sources, users } from "../database/schema.ts";

export type AskedRow = typeof askedQuestions.$inferSelect;

/** Whose questions, and since when. Without a workspace: everybody's. */
export interface AskedRange {
  readonly workspaceId?: string;
  readonly since: Date;
}

const isFailed = sql`${askedQuestions.outcome} = 'failed'`;
const isUnanswered = sql`${askedQuestions.outcome} = 'unanswered'`;
const isQuestion = sql`${askedQuestions.kind} = 'question'`;
const percentile = (share: number) =>
  sql<number>`coalesce(percentile_disc(${sql.raw(String(share))}) WITHIN GROUP (ORDER BY ${askedQuestions.elapsedMs})
    FILTER (WHERE ${askedQuestions.outcome} = 'answered'), 0)::int`;

const figures = {
  questions: sql<number>`(count(*) FILTER (WHERE ${isQuestion}))::int`,
  statements: sql<number>`(count(*) FILTER (WHERE NOT ${isQuestion}))::int`,
  unanswered: sql<number>`(count(*) FILTER (WHERE ${isUnanswered}))::int`,
  failed: sql<number>`(count(*) FILTER (WHERE ${isFailed}))::int`,
  people: sql<number>`count(DISTINCT ${askedQuestions.principal})::int`,
  p50Ms: percentile(0.5),
  p95Ms: percentile(0.95),
};

const day = sql<string>`to_char(${askedQuestions.at} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
/** Questions that differ in case, spaces and the mark at their end are the same question. */
const folded = sql<string>`regexp_replace(lower(btrim(${askedQuestions.question})), '[\\s?!.]+$', '')`;

/** SQL over what was asked. */
export class AskedStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(rows: AskedRow[]): Promise<void> {
    await this.#db.insert(askedQuestions).values(rows);
  }

  async total(range: AskedRange) {
    const [row] = await this.#db.select(figures).from(askedQuestions).where(within(range));
    return row;
  }

  async byDay(range: AskedRange) {
    return this.#db
      .select({ day, ...figures })
      .from(askedQuestions)
      .where(within(range))
      .groupBy(day)
      .orderBy(day);
  }

  async bySource(range: AskedRange, limit: number) {
    return this.#db
      .select({ sourceId: askedQuestions.sourceId, name: sources.name, ...figures })
      .from(askedQuestions)
      .leftJoin(sources, eq(sources.id, askedQuestions.sourceId))
      .where(within(range))
      .groupBy(askedQuestions.sourceId, sources.name)
      .orderBy(sql`count(*) DESC`, askedQuestions.sourceId)
      .limit(limit);
  }

  async byPerson(range: AskedRange, limit: number) {
    return this.#db
      .select({ principal: askedQuestions.principal, name: users.name, email: users.email, ...figures })
      .from(askedQuestions)
      .leftJoin(users, eq(users.id, askedQuestions.principal))
      .where(within(range))
      .groupBy(askedQuestions.principal, users.name, users.email)
      .orderBy(sql`count(*) DESC`, askedQuestions.principal)
      .limit(limit);
  }

  async byError(range: AskedRange, limit: number) {
    return this.#db
      .select({ code: sql<string>`${askedQuestions.errorCode}`, count: sql<number>`count(*)::int` })
      .from(askedQuestions)
      .where(and(within(range), isNotNull(askedQuestions.errorCode), ne(askedQuestions.outcome, "cancelled")))
      .groupBy(askedQuestions.errorCode)
      .orderBy(sql`count(*) DESC`, askedQuestions.errorCode)
      .limit(limit);
  }

  /** The questions asked most, one line for each wording. */
  async top(range: AskedRange, limit: number, outcome?: AskedRow["outcome"]) {
    return this.#db
      .select({
        question: sql<string>`min(${askedQuestions.question})`,
        count: sql<number>`count(*)::int`,
        lastAt: sql<string>`max(${askedQuestions.at})`,
      })
      .from(askedQuestions)
      .where(
        and(
          within(range),
          isNotNull(askedQuestions.question),
          outcome === undefined ? undefined : eq(askedQuestions.outcome, outcome),
        ),
      )
      .groupBy(folded)
      .orderBy(sql`count(*) DESC`, desc(sql`max(${askedQuestions.at})`))
      .limit(limit);
  }

  async storage(workspaceId: string | undefined): Promise<{ readonly sources: number; readonly bytes: number }> {
    const [row] = await this.#db
      .select({ sources: sql<number>`count(*)::int`, bytes: sql<number>`coalesce(sum(${sources.bytes}), 0)::float8` })
      .from(sources)
      .where(
        and(ne(sources.kind, "demo"), workspaceId === undefined ? undefined : eq(sources.workspaceId, workspaceId)),
      );
    return row ?? { sources: 0, bytes: 0 };
  }

  async removeBefore(time: Date): Promise<void> {
    await this.#db.delete(askedQuestions).where(lt(askedQuestions.at, time));
  }
}

const within = ({ workspaceId, since }: AskedRange): SQL | undefined =>
  and(
    gte(askedQuestions.at, since),
    workspaceId === undefined ? undefined : eq(askedQuestions.workspaceId, workspaceId),
  );
