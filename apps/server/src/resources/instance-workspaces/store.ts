import { and, desc, ilike, inArray, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { olderThan } from "../../database/older-than.ts";
import { workspaces } from "../../database/schema.ts";
import { holding } from "../../database/search-words.ts";
import type { PagePlace } from "../../http/page-cursor.ts";
import { ADMINISTERED_KINDS } from "./policy.ts";

/** SQL over all workspaces, with what is in them. Names are spelled out: a subquery must say whose id it means. */
export class InstanceWorkspaceStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Newest first; questions are counted since `askedSince`. */
  async list(search: string | undefined, askedSince: Date, before: PagePlace | undefined, limit: number) {
    const { id, name, kind, createdAt } = workspaces;
    const older = olderThan(before, createdAt, id);
    return this.#db
      .select({
        ...{ id, name, kind, createdAt },
        members: sql<number>`(SELECT count(*)::int FROM memberships m WHERE m.workspace_id = workspaces.id)`,
        owners: sql<string[]>`ARRAY(SELECT u.email FROM memberships m JOIN users u ON u.id = m.user_id
          WHERE m.workspace_id = workspaces.id AND m.role = 'owner' ORDER BY 1)`,
        sources: sql<number>`(SELECT count(*)::int FROM sources s WHERE s.workspace_id = workspaces.id)`,
        bytes: sql<number>`(SELECT coalesce(sum(s.bytes), 0)::float8 FROM sources s WHERE s.workspace_id = workspaces.id)`,
        questions: sql<number>`(SELECT count(*)::int FROM asked_questions a
          WHERE a.workspace_id = workspaces.id AND a.at >= ${askedSince.toISOString()})`,
      })
      .from(workspaces)
      .where(
        and(
          inArray(kind, [...ADMINISTERED_KINDS]),
          search === undefined ? undefined : ilike(name, holding(search)),
          older,
        ),
      )
      .orderBy(desc(createdAt), desc(id))
      .limit(limit);
  }
}
