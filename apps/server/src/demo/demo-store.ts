import type { DescribedTables } from "@parlance/core";
import type { DemoWorkspace } from "@parlance/demo";
import { eq, sql } from "drizzle-orm";
import type { Database } from "../database/database.ts";
import { sourceFiles, sources, workspaces } from "../database/schema.ts";
import type { SourceFileRow, SourceRow } from "../resources/sources/store.ts";

export interface DemoVersion {
  readonly version: string;
  readonly file: SourceFileRow;
  readonly described: DescribedTables;
}

export class DemoStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The workspace and its one source; what is there already stays. */
  async announce(demo: DemoWorkspace, now: Date): Promise<void> {
    const { id, name, description } = demo;
    await this.#db.transaction(async (tx) => {
      await tx
        .insert(workspaces)
        .values({ id, name, description, kind: "demo", createdAt: now })
        .onConflictDoUpdate({ target: workspaces.id, set: { name, description } });
      await tx
        .insert(sources)
        .values({
          id,
          workspaceId: id,
          name,
          kind: "demo",
          status: "syncing",
          version: "",
          tableCount: 0,
          rowCount: 0,
          bytes: 0,
          createdAt: now,
          updatedAt: now,
        })
        .onConflictDoNothing();
    });
  }

  async publish(row: SourceRow, { version, file, described }: DemoVersion, now: Date): Promise<void> {
    const { tables } = described.catalog;
    await this.#db.transaction(async (tx) => {
      await tx
        .update(sources)
        .set({
          version,
          status: "connected",
          tableCount: tables.length,
          rowCount: tables.reduce((sum, table) => sum + (table.rowCount ?? 0), 0),
          revision: sql`${sources.revision} + 1`,
          updatedAt: now,
        })
        .where(eq(sources.id, row.id));
      await tx.delete(sourceFiles).where(eq(sourceFiles.sourceId, row.id));
      await tx.insert(sourceFiles).values(file);
    });
  }
}
