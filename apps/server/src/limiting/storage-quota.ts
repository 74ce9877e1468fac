import { AppError } from "@parlance/core";
import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Database } from "../database/database.ts";
import { sources, workspaces } from "../database/schema.ts";
import type { WorkspaceLimitStore } from "./workspace-limit-store.ts";

export interface StorageUse {
  readonly usedBytes: number;
  readonly limitBytes: number;
}

type Executor = Pick<Database, "select">;

/**
 * How much a workspace may store. What it uses is added up from its sources' rows whenever it is asked for, so that no
 * crash and no other instance can make it wrong.
 */
export class StorageQuota {
  readonly #db: Database;
  readonly #limits: Pick<WorkspaceLimitStore, "storageOf">;
  readonly #now: () => Date;

  constructor(db: Database, limits: Pick<WorkspaceLimitStore, "storageOf">, now: () => Date) {
    this.#db = db;
    this.#limits = limits;
    this.#now = now;
  }

  async useOf(workspaceId: string, executor: Executor = this.#db): Promise<StorageUse> {
    const isThere = or(isNull(sources.expiresAt), gt(sources.expiresAt, this.#now()));
    const [row] = await executor
      .select({ usedBytes: sql<number>`coalesce(sum(${sources.bytes}), 0)::float8` })
      .from(sources)
      .where(and(eq(sources.workspaceId, workspaceId), isThere));
    return { usedBytes: row?.usedBytes ?? 0, limitBytes: await this.#limits.storageOf(workspaceId, executor) };
  }

  /** What an upload may bring at most. Refuses where nothing fits any more. */
  async roomFor(workspaceId: string): Promise<number> {
    const use = await this.useOf(workspaceId);
    if (use.usedBytes >= use.limitBytes) throw quotaReached(use);
    return use.limitBytes - use.usedBytes;
  }

  /** For what is received as `bytesOf` at most: the reason why no more of it is taken. */
  async reached(workspaceId: string): Promise<AppError> {
    return quotaReached(await this.useOf(workspaceId));
  }

  /** To be called first in a transaction that changes what is stored: others of the workspace wait until it has ended. */
  async begin(tx: Executor, workspaceId: string): Promise<void> {
    await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspaceId)).for("update");
  }

  /** To be called last in it: undoes the whole where that went over the limit. Using less is always possible. */
  async end(tx: Executor, workspaceId: string, addedBytes: number): Promise<void> {
    if (addedBytes <= 0) return;
    const use = await this.useOf(workspaceId, tx);
    if (use.usedBytes > use.limitBytes) {
      throw quotaReached({ ...use, usedBytes: use.usedBytes - addedBytes });
    }
  }
}

const quotaReached = ({ usedBytes, limitBytes }: StorageUse): AppError =>
  new AppError("STORAGE_QUOTA_REACHED", { details: { usedBytes, limitBytes } });
