import { and, eq, sql } from "drizzle-orm";
import type { DeclaredJoin } from "../../combining/combined-catalog.ts";
import type { Database } from "../../database/database.ts";
import { combinations, idempotencyKeys, sources } from "../../database/schema.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import type { Source } from "../../wire/source.ts";
import type { SourceRow } from "../sources/store.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

export interface CombinationParts {
  readonly members: readonly string[];
  readonly joins: readonly DeclaredJoin[];
}

export interface NewCombination extends CombinationParts {
  readonly source: SourceRow;
  readonly acknowledgement: { readonly key: string; readonly fingerprint: string; readonly source: Source } | null;
}

const CREATED = 201;

/** SQL over what combined sources are made of. */
export class CombinationStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;

  constructor(db: Database, workspaces: WorkspaceStore) {
    this.#db = db;
    this.#workspaces = workspaces;
  }

  async find(source: Pick<SourceRow, "id" | "workspaceId">): Promise<CombinationParts> {
    const [row] = await this.#db
      .select({ members: combinations.members, joins: combinations.joins })
      .from(combinations)
      .where(and(eq(combinations.sourceId, source.id), eq(combinations.workspaceId, source.workspaceId)));
    return row ?? { members: [], joins: [] };
  }

  /** "conflict" when the name or the key was taken meanwhile. */
  async create(combination: NewCombination, now: Date): Promise<"created" | "conflict"> {
    const { source, members, joins, acknowledgement } = combination;
    const { id: sourceId, workspaceId } = source;
    try {
      await this.#db.transaction(async (tx) => {
        await this.#workspaces.ensure(tx, anonymousWorkspace(workspaceId, now));
        await tx.insert(sources).values(source);
        await tx.insert(combinations).values({ sourceId, workspaceId, members, joins });
        if (acknowledgement === null) return;
        const { key, fingerprint, source: body } = acknowledgement;
        await tx
          .insert(idempotencyKeys)
          .values({ workspaceId, key, fingerprint, status: CREATED, response: { source: body }, createdAt: now });
      });
      return "created";
    } catch (error) {
      if (isUniqueViolation(error)) return "conflict";
      throw error;
    }
  }

  /** At one revision of the source; false when it has moved on. */
  async change(source: SourceRow, parts: CombinationParts, now: Date): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      const changed = await tx
        .update(sources)
        .set({ updatedAt: now, revision: sql`${sources.revision} + 1` })
        .where(and(eq(sources.id, source.id), eq(sources.revision, source.revision)))
        .returning({ id: sources.id });
      if (changed.length === 0) return false;
      await tx
        .update(combinations)
        .set({ members: parts.members, joins: parts.joins })
        .where(eq(combinations.sourceId, source.id));
      return true;
    });
  }
}
