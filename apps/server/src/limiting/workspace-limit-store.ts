import { and, eq, inArray, sql } from "drizzle-orm";
import type { Settings } from "../configuration/settings.ts";
import type { Database } from "../database/database.ts";
import { workspaceLimits } from "../database/schema.ts";

export type WorkspaceLimitRow = typeof workspaceLimits.$inferSelect;
export type LimitChange = Partial<Pick<WorkspaceLimitRow, "storageBytes" | "modelTokens" | "modelUsd">>;

/** The workspace as a whole, where a person could stand. */
export const WHOLE_WORKSPACE = "";

type Executor = Pick<Database, "select">;

/** Limits of single workspaces and of people in them, and the server's own behind them. */
export class WorkspaceLimitStore {
  readonly #db: Database;
  readonly #settings: Pick<Settings, "current">;

  constructor(db: Database, settings: Pick<Settings, "current">) {
    this.#db = db;
    this.#settings = settings;
  }

  async storageOf(workspaceId: string, executor: Executor = this.#db): Promise<number> {
    const [row] = await this.find(workspaceId, [WHOLE_WORKSPACE], executor);
    return row?.storageBytes ?? this.#settings.current().storagePerWorkspace;
  }

  async find(
    workspaceId: string,
    principals: readonly string[],
    executor: Executor = this.#db,
  ): Promise<readonly WorkspaceLimitRow[]> {
    return executor
      .select()
      .from(workspaceLimits)
      .where(and(eq(workspaceLimits.workspaceId, workspaceId), inArray(workspaceLimits.principal, [...principals])));
  }

  /** What is not named stays; a null is the server's own limit again. */
  async change(
    place: Pick<WorkspaceLimitRow, "workspaceId" | "principal">,
    change: LimitChange,
    now: Date,
  ): Promise<void> {
    await this.#db
      .insert(workspaceLimits)
      .values({ ...place, ...change, updatedAt: now })
      .onConflictDoUpdate({
        target: [workspaceLimits.workspaceId, workspaceLimits.principal],
        set: { ...change, updatedAt: now, revision: sql`${workspaceLimits.revision} + 1` },
      });
  }
}
