import { and, desc, eq, ilike, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { olderThan } from "../../database/older-than.ts";
import { workspaces } from "../../database/schema.ts";
import { holding } from "../../database/search-words.ts";
import type { PagePlace } from "../../http/page-cursor.ts";
import { WHOLE_WORKSPACE } from "../../limiting/workspace-limit-store.ts";
import { ADMINISTERED_KINDS } from "./policy.ts";

/** SQL over all workspaces, with what is in them. Names are spelled out: a subquery must say whose id it means. */
export class InstanceWorkspaceStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Newest first; questions are counted since `askedSince`. */
  async list(search: string | undefined, askedSince: Date, before: PagePlace | undefined, limit: number) {
    const { id, name, createdAt } = workspaces;
    const like = search === undefined ? undefined : ilike(name, holding(search));
    return this.#rows(askedSince, and(like, olderThan(before, createdAt, id)))
      .orderBy(desc(createdAt), desc(id))
      .limit(limit);
  }

  async find(workspaceId: string, askedSince: Date) {
    const [row] = await this.#rows(askedSince, eq(workspaces.id, workspaceId));
    return row;
  }

  #rows(askedSince: Date, which: SQL | undefined) {
    const { id, name, kind, createdAt } = workspaces;
    return this.#db
      .select({
        ...{ id, name, kind, createdAt },
        members: sql<number>`(SELECT count(*)::int FROM memberships m WHERE m.workspace_id = workspaces.id)`,
        owners: sql<string[]>`ARRAY(SELECT u.email FROM memberships m JOIN users u ON u.id = m.user_id
          WHERE m.workspace_id = workspaces.id AND m.role = 'owner' ORDER BY 1)`,
        sources: sql<number>`(SELECT count(*)::int FROM sources s WHERE s.workspace_id = workspaces.id)`,
        bytes: sql<number>`(SELECT coalesce(sum(s.bytes), 0)::float8 FROM sources s WHERE s.workspace_id = workspaces.id)`,
        ownLimitBytes: sql<number | null>`(SELECT l.storage_bytes::float8 FROM workspace_limits l
          WHERE l.workspace_id = workspaces.id AND l.principal = ${WHOLE_WORKSPACE})`,
        questions: sql<number>`(SELECT count(*)::int FROM asked_questions a
          WHERE a.workspace_id = workspaces.id AND a.at >= ${askedSince.toISOString()})`,
      })
      .from(workspaces)
      .where(and(inArray(kind, [...ADMINISTERED_KINDS]), which));
  }
}
