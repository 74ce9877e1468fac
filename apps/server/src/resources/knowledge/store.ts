import type { KnowledgeBody, KnowledgeKind, KnowledgeOrigin, KnowledgeStatus } from "@parlance/core";
import { keyOf } from "@parlance/knowledge";
import { and, asc, eq, gt, ilike, inArray, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { users } from "../../database/account-tables.ts";
import type { Database } from "../../database/database.ts";
import { knowledgeEntries, knowledgeStamps } from "../../database/knowledge-tables.ts";
import { KnownKeys } from "../../database/known-keys.ts";
import { holding } from "../../database/search-words.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import type { Executor } from "../sources/store.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

export type KnowledgeRow = typeof knowledgeEntries.$inferSelect;

/** Whose knowledge about what. */
export interface KnowledgePlace {
  readonly workspaceId: string;
  readonly sourceId: string;
}

export interface KnowledgeFilter {
  readonly kind?: KnowledgeKind | undefined;
  readonly status?: KnowledgeStatus | undefined;
  readonly search?: string | undefined;
}

export interface NewKnowledge {
  readonly body: KnowledgeBody;
  readonly status: KnowledgeStatus;
  readonly origin: KnowledgeOrigin;
  readonly note: string | null;
  readonly checkedVersion: string | null;
  readonly request: { readonly key: string; readonly fingerprint: string } | null;
  /** Id of whoever wrote it down; null: nobody with an account. */
  readonly by: string | null;
}

export interface KnowledgeEdit {
  readonly body?: KnowledgeBody;
  readonly status?: KnowledgeStatus;
  readonly note?: string | null;
  readonly checkedVersion?: string;
  readonly fault?: null;
  readonly decidedBy?: string | null;
}

/** What one import changes, all of it or nothing. */
export interface KnowledgeRevision {
  readonly added: readonly KnowledgeBody[];
  readonly changed: readonly { readonly id: string; readonly body: KnowledgeBody }[];
  readonly removed: readonly string[];
}

/** SQL over what people have written down. Every change gives the place a new stamp in its own transaction. */
export class KnowledgeStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;
  readonly #stamped: KnownKeys;

  constructor(db: Database, workspaces: WorkspaceStore) {
    this.#db = db;
    this.#workspaces = workspaces;
    this.#stamped = new KnownKeys(db, knowledgeStamps, async (limit) => {
      const { workspaceId, sourceId } = knowledgeStamps;
      return (await db.select({ workspaceId, sourceId }).from(knowledgeStamps).limit(limit)).map(wordOf);
    });
  }

  /** Changes with every change of the place's entries; undefined where nothing was ever written down. */
  async stamp({ workspaceId, sourceId }: KnowledgePlace): Promise<string | undefined> {
    if (!(await this.#stamped.mayHold(wordOf({ workspaceId, sourceId })))) return undefined;
    const [row] = await this.#db
      .select({ stamp: knowledgeStamps.stamp })
      .from(knowledgeStamps)
      .where(and(eq(knowledgeStamps.workspaceId, workspaceId), eq(knowledgeStamps.sourceId, sourceId)));
    return row?.stamp;
  }

  async list(
    place: KnowledgePlace,
    filter: KnowledgeFilter,
    page: { readonly after: string; readonly limit: number },
  ): Promise<readonly KnowledgeRow[]> {
    const { kind, status, search } = filter;
    return this.#db
      .select()
      .from(knowledgeEntries)
      .where(
        and(
          at(place),
          gt(knowledgeEntries.id, page.after),
          kind === undefined ? undefined : eq(knowledgeEntries.kind, kind),
          status === undefined ? undefined : eq(knowledgeEntries.status, status),
          search === undefined ? undefined : ilike(sql`${knowledgeEntries.body}::text`, holding(search)),
        ),
      )
      .orderBy(asc(knowledgeEntries.id))
      .limit(page.limit);
  }

  /** Everything in force, oldest first. */
  async approved(place: KnowledgePlace): Promise<readonly KnowledgeRow[]> {
    return this.#db
      .select()
      .from(knowledgeEntries)
      .where(and(at(place), eq(knowledgeEntries.status, "approved")))
      .orderBy(asc(knowledgeEntries.id));
  }

  async count(place: KnowledgePlace): Promise<number> {
    return this.#db.$count(knowledgeEntries, at(place));
  }

  async counts(
    place: KnowledgePlace,
  ): Promise<readonly { readonly status: KnowledgeStatus; readonly count: number }[]> {
    return this.#db
      .select({ status: knowledgeEntries.status, count: sql<number>`count(*)::int` })
      .from(knowledgeEntries)
      .where(at(place))
      .groupBy(knowledgeEntries.status);
  }

  async find(place: KnowledgePlace, id: string): Promise<KnowledgeRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(knowledgeEntries)
      .where(and(at(place), eq(knowledgeEntries.id, id)));
    return row;
  }

  async findRequest(workspaceId: string, key: string): Promise<KnowledgeRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(knowledgeEntries)
      .where(and(eq(knowledgeEntries.workspaceId, workspaceId), eq(knowledgeEntries.requestKey, key)));
    return row;
  }

  /** Entries about the same thing, whatever became of them. */
  async alike(place: KnowledgePlace, body: KnowledgeBody): Promise<readonly KnowledgeRow[]> {
    return this.#db
      .select()
      .from(knowledgeEntries)
      .where(and(at(place), eq(knowledgeEntries.key, keyOf(body))))
      .orderBy(asc(knowledgeEntries.id));
  }

  /** "conflict" when something about the same thing is in force, or the request's key was used meanwhile. */
  async add(
    place: KnowledgePlace,
    entry: NewKnowledge,
    now: Date,
    replacing: string | null = null,
  ): Promise<KnowledgeRow | "conflict"> {
    return this.#change(place, now, async (tx) => {
      if (replacing !== null)
        await tx.delete(knowledgeEntries).where(and(at(place), eq(knowledgeEntries.id, replacing)));
      const [row] = await tx
        .insert(knowledgeEntries)
        .values(newRow(place, entry, now))
        .returning();
      return row ?? "conflict";
    });
  }

  /** Changes an entry at one revision. `replacing` goes out of force in the same moment. */
  async edit(
    place: KnowledgePlace,
    row: KnowledgeRow,
    edit: KnowledgeEdit,
    now: Date,
    replacing: string | null = null,
  ): Promise<KnowledgeRow | "stale" | "conflict"> {
    return this.#change(place, now, async (tx) => {
      if (replacing !== null)
        await tx.delete(knowledgeEntries).where(and(at(place), eq(knowledgeEntries.id, replacing)));
      const [changed] = await tx
        .update(knowledgeEntries)
        .set({
          ...edit,
          ...(edit.body === undefined ? {} : { key: keyOf(edit.body), kind: edit.body.kind, fault: null }),
          updatedAt: now,
          revision: row.revision + 1,
        })
        .where(and(at(place), eq(knowledgeEntries.id, row.id), eq(knowledgeEntries.revision, row.revision)))
        .returning();
      return changed ?? "stale";
    });
  }

  async remove(place: KnowledgePlace, id: string, now: Date): Promise<void> {
    await this.#change(place, now, async (tx) => {
      await tx.delete(knowledgeEntries).where(and(at(place), eq(knowledgeEntries.id, id)));
      return "removed";
    });
  }

  /** One import; "conflict" when somebody wrote something down meanwhile. */
  async revise(
    place: KnowledgePlace,
    revision: KnowledgeRevision,
    stamp: string | undefined,
    now: Date,
    by: string | null,
  ): Promise<"revised" | "conflict"> {
    if ((await this.stamp(place)) !== stamp) return "conflict";
    return this.#change(place, now, async (tx) => {
      for (const id of revision.removed) {
        await tx.delete(knowledgeEntries).where(and(at(place), eq(knowledgeEntries.id, id)));
      }
      for (const { id, body } of revision.changed) {
        await tx
          .update(knowledgeEntries)
          .set({
            body,
            key: keyOf(body),
            fault: null,
            updatedAt: now,
            decidedBy: by,
            revision: sql`${knowledgeEntries.revision} + 1`,
          })
          .where(and(at(place), eq(knowledgeEntries.id, id)));
      }
      const rows = revision.added.map((body) =>
        newRow(
          place,
          { body, status: "approved", origin: "person", note: null, checkedVersion: null, request: null, by },
          now,
        ),
      );
      if (rows.length > 0) await tx.insert(knowledgeEntries).values(rows);
      return "revised" as const;
    });
  }

  /** Names of those who wrote entries down and decided about them, by their ids. */
  async namesOf(rows: readonly KnowledgeRow[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(rows.flatMap(({ createdBy, decidedBy }) => [createdBy ?? [], decidedBy ?? []].flat()))];
    if (ids.length === 0) return new Map();
    const people = await this.#db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
    return new Map(people.map(({ id, name }) => [id, name]));
  }

  /** Notes what became of an entry's SQL at a version of its source; a new fault, or a mended one, is a change. */
  async checked(place: KnowledgePlace, id: string, version: string, fault: string | null): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const mark = { checkedVersion: version, fault };
      const one = and(at(place), eq(knowledgeEntries.id, id));
      const [before] = await tx.select({ fault: knowledgeEntries.fault }).from(knowledgeEntries).where(one);
      await tx.update(knowledgeEntries).set(mark).where(one);
      if (before !== undefined && before.fault !== fault) await putStamp(tx, place);
    });
  }

  async #change<Result>(
    place: KnowledgePlace,
    now: Date,
    work: (tx: Executor) => Promise<Result>,
  ): Promise<Result | "conflict"> {
    try {
      return await this.#db.transaction(async (tx) => {
        await this.#workspaces.ensure(tx, anonymousWorkspace(place.workspaceId, now));
        await putStamp(tx, place);
        return work(tx);
      });
    } catch (error) {
      if (isUniqueViolation(error)) return "conflict";
      throw error;
    }
  }
}

async function putStamp(tx: Executor, { workspaceId, sourceId }: KnowledgePlace): Promise<void> {
  const stamp = uuid();
  await tx
    .insert(knowledgeStamps)
    .values({ workspaceId, sourceId, stamp })
    .onConflictDoUpdate({ target: [knowledgeStamps.workspaceId, knowledgeStamps.sourceId], set: { stamp } });
}

const wordOf = ({ workspaceId, sourceId }: KnowledgePlace): string => `${workspaceId} ${sourceId}`;

const at = ({ workspaceId, sourceId }: KnowledgePlace) =>
  and(eq(knowledgeEntries.workspaceId, workspaceId), eq(knowledgeEntries.sourceId, sourceId));

const newRow = (place: KnowledgePlace, entry: NewKnowledge, now: Date): typeof knowledgeEntries.$inferInsert => ({
  ...place,
  id: uuid(),
  kind: entry.body.kind,
  key: keyOf(entry.body),
  status: entry.status,
  origin: entry.origin,
  body: entry.body,
  note: entry.note,
  checkedVersion: entry.checkedVersion,
  requestKey: entry.request?.key ?? null,
  requestFingerprint: entry.request?.fingerprint ?? null,
  createdAt: now,
  updatedAt: now,
  createdBy: entry.by,
  decidedBy: entry.status === "approved" ? entry.by : null,
});
