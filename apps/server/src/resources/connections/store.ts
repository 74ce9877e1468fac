import { and, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { ConnectionRow, SealedConfig } from "../../connecting/credentials.ts";
import type { Database } from "../../database/database.ts";
import { idempotencyKeys, sourceConnections, sources } from "../../database/schema.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import type { Source } from "../../wire/source.ts";
import type { SourceRow } from "../sources/store.ts";
import { anonymousWorkspace } from "../workspaces/service.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";

export interface NewConnection {
  readonly source: SourceRow;
  readonly connection: ConnectionRow;
  readonly acknowledgement: { readonly key: string; readonly fingerprint: string; readonly source: Source } | null;
}

export interface ConnectionEdit {
  readonly name?: string;
  readonly sendsKeys?: boolean;
  readonly sealed?: SealedConfig;
  readonly schedule?: Pick<ConnectionRow, "syncEveryMinutes" | "nextSyncAt">;
}

export interface SyncClaim {
  /** Names the instance. */
  readonly owner: string;
  readonly now: Date;
  readonly until: Date;
  readonly mustBeDue: boolean;
}

const CREATED = 201;

/** SQL over how sources are reached. Secrets go in and out sealed. */
export class ConnectionStore {
  readonly #db: Database;
  readonly #workspaces: WorkspaceStore;

  constructor(db: Database, workspaces: WorkspaceStore) {
    this.#db = db;
    this.#workspaces = workspaces;
  }

  async of(sourceIds: readonly string[]): Promise<ReadonlyMap<string, ConnectionRow>> {
    if (sourceIds.length === 0) return new Map();
    const rows = await this.#db
      .select()
      .from(sourceConnections)
      .where(inArray(sourceConnections.sourceId, [...sourceIds]));
    return new Map(rows.map((row) => [row.sourceId, row]));
  }

  async find(source: Pick<SourceRow, "id" | "workspaceId">): Promise<ConnectionRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(sourceConnections)
      .where(and(eq(sourceConnections.sourceId, source.id), eq(sourceConnections.workspaceId, source.workspaceId)));
    return row;
  }

  /** Every connection there is, for looking which of them can still be read. */
  async all(): Promise<readonly ConnectionRow[]> {
    return this.#db.select().from(sourceConnections);
  }

  /** Whether a live source other than `exceptId` has this name. */
  async isNameTaken(workspaceId: string, name: string, now: Date, exceptId = ""): Promise<boolean> {
    const [row] = await this.#db
      .select({ id: sources.id })
      .from(sources)
      .where(
        and(
          eq(sources.workspaceId, workspaceId),
          sql`lower(${sources.name}) = lower(${name})`,
          sql`${sources.id} <> ${exceptId}`,
          or(isNull(sources.expiresAt), gt(sources.expiresAt, now)),
        ),
      )
      .limit(1);
    return row !== undefined;
  }

  /** Source, connection and acknowledgement together; "conflict" when the name or the key was taken meanwhile. */
  async create({ source, connection, acknowledgement }: NewConnection, now: Date): Promise<"created" | "conflict"> {
    try {
      await this.#db.transaction(async (tx) => {
        await this.#workspaces.ensure(tx, anonymousWorkspace(source.workspaceId, now));
        await tx.insert(sources).values(source);
        await tx.insert(sourceConnections).values(connection);
        if (acknowledgement === null) return;
        const { key, fingerprint, source: body } = acknowledgement;
        await tx.insert(idempotencyKeys).values({
          workspaceId: source.workspaceId,
          key,
          fingerprint,
          status: CREATED,
          response: { source: body },
          createdAt: now,
        });
      });
      return "created";
    } catch (error) {
      if (isUniqueViolation(error)) return "conflict";
      throw error;
    }
  }

  /** Changes what the edit names at one revision; "stale" when the source has moved on. */
  async edit(row: SourceRow, edit: ConnectionEdit, now: Date): Promise<"changed" | "stale" | "name-taken"> {
    try {
      return await this.#db.transaction(async (tx) => {
        const changed = await tx
          .update(sources)
          .set({
            ...(edit.name === undefined ? {} : { name: edit.name }),
            ...(edit.sendsKeys === undefined ? {} : { sendsKeys: edit.sendsKeys }),
            updatedAt: now,
            revision: sql`${sources.revision} + 1`,
          })
          .where(
            and(eq(sources.id, row.id), eq(sources.workspaceId, row.workspaceId), eq(sources.revision, row.revision)),
          )
          .returning({ id: sources.id });
        if (changed.length === 0) return "stale";
        const fields = { ...edit.sealed, ...edit.schedule };
        if (Object.keys(fields).length > 0) {
          await tx.update(sourceConnections).set(fields).where(eq(sourceConnections.sourceId, row.id));
        }
        return "changed";
      });
    } catch (error) {
      if (isUniqueViolation(error)) return "name-taken";
      throw error;
    }
  }

  /** Sources whose time has come and that nobody is syncing. */
  async due(now: Date, limit: number): Promise<readonly { readonly sourceId: string }[]> {
    return this.#db
      .select({ sourceId: sourceConnections.sourceId })
      .from(sourceConnections)
      .where(and(isNotNull(sourceConnections.nextSyncAt), lte(sourceConnections.nextSyncAt, now), isFree(now)))
      .orderBy(sourceConnections.nextSyncAt)
      .limit(limit);
  }

  /**
   * Takes a source for one instance; false when another has it, or has done what was due. One statement, so that two
   * cannot both succeed.
   */
  async claim(sourceId: string, claim: SyncClaim): Promise<boolean> {
    const { owner, now, until, mustBeDue } = claim;
    const taken = await this.#db
      .update(sourceConnections)
      .set({ claimedBy: owner, claimedUntil: until })
      .where(
        and(
          eq(sourceConnections.sourceId, sourceId),
          isFree(now),
          mustBeDue ? lte(sourceConnections.nextSyncAt, now) : undefined,
        ),
      )
      .returning({ sourceId: sourceConnections.sourceId });
    return taken.length === 1;
  }

  /** Keeps a claim; false when it was lost, and whoever lost it must not commit. */
  async renewClaim(sourceId: string, owner: string, until: Date): Promise<boolean> {
    const kept = await this.#db
      .update(sourceConnections)
      .set({ claimedUntil: until })
      .where(and(eq(sourceConnections.sourceId, sourceId), eq(sourceConnections.claimedBy, owner)))
      .returning({ sourceId: sourceConnections.sourceId });
    return kept.length === 1;
  }

  async release(sourceId: string, owner: string): Promise<void> {
    await this.#db
      .update(sourceConnections)
      .set({ claimedBy: null, claimedUntil: null })
      .where(and(eq(sourceConnections.sourceId, sourceId), eq(sourceConnections.claimedBy, owner)));
  }
}

const isFree = (now: Date) => or(isNull(sourceConnections.claimedUntil), lte(sourceConnections.claimedUntil, now));
