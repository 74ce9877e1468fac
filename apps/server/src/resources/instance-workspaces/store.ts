import { and, desc, ilike, inArray, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { askedQuestions, memberships, sources, users, workspaces } from "../../database/schema.ts";
import type { PagePlace } from "../../http/page-cursor.ts";
import { ADMINISTERED_KINDS } from "./policy.ts";

/** SQL over all workspaces, with what is in them. */
export class InstanceWorkspaceStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Newest first; questions are counted since `askedSince`. */
  async list(search: string | undefined, askedSince: Date, before: PagePlace | undefined, limit: number) {
    const { id, name, kind, createdAt } = workspaces;
    const older =
      before === undefined ? undefined : sql`(${createdAt}, ${id}) < (${before.at.toISOString()}, ${before.id})`;
    return this.#db
      .select({
        ...{ id, name, kind, createdAt },
        members: sql<number>`(SELECT count(*)::int FROM ${memberships} WHERE ${memberships.workspaceId} = ${id})`,
        owners: sql<
          string[]
        >`ARRAY(SELECT ${users.email} FROM ${memberships} JOIN ${users} ON ${users.id} = ${memberships.userId}
          WHERE ${memberships.workspaceId} = ${id} AND ${memberships.role} = 'owner' ORDER BY 1)`,
        sources: sql<number>`(SELECT count(*)::int FROM ${sources} WHERE ${sources.workspaceId} = ${id})`,
        bytes: sql<number>`(SELECT coalesce(sum(${sources.bytes}), 0)::float8 FROM ${sources} WHERE ${sources.workspaceId} = ${id})`,
        questions: sql<number>`(SELECT count(*)::int FROM ${askedQuestions}
          WHERE ${askedQuestions.workspaceId} = ${id} AND ${askedQuestions.at} >= ${askedSince.toISOString()})`,
      })
      .from(workspaces)
      .where(
        and(
          inArray(kind, [...ADMINISTERED_KINDS]),
          search === undefined ? undefined : ilike(name, `%${search.replace(/[\\%_]/g, "\\$&")}%`),
          older,
        ),
      )
      .orderBy(desc(createdAt), desc(id))
      .limit(limit);
  }
}
