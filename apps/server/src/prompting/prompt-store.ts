import { AppError } from "@parlance/core";
import { and, desc, eq, sql } from "drizzle-orm";
import { nextRevision } from "../configuration/revision.ts";
import { activePrompts, promptVersions } from "../database/configuration-tables.ts";
import type { Database } from "../database/database.ts";

export type PromptVersionRow = typeof promptVersions.$inferSelect;
export type NewPromptVersion = Omit<PromptVersionRow, "number">;

export interface Activation {
  readonly prompt: string;
  /** Null: what is built in. */
  readonly version: PromptVersionRow | null;
  readonly by: string | null;
  readonly at: Date;
  /** The number that was in use when the person decided; 0 for what is built in, undefined: whatever it is. */
  readonly expected: number | undefined;
}

/** SQL over the texts of prompts that people have written, and which of them are used. */
export class PromptStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** What is used in place of the built-in texts. */
  async active(): Promise<readonly PromptVersionRow[]> {
    const rows = await this.#db
      .select({ version: promptVersions })
      .from(activePrompts)
      .innerJoin(promptVersions, eq(promptVersions.id, activePrompts.versionId));
    return rows.map(({ version }) => version);
  }

  /** The newest first. */
  async versions(prompt: string): Promise<readonly PromptVersionRow[]> {
    return this.#db
      .select()
      .from(promptVersions)
      .where(eq(promptVersions.prompt, prompt))
      .orderBy(desc(promptVersions.number));
  }

  async find(prompt: string, number: number): Promise<PromptVersionRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(promptVersions)
      .where(and(eq(promptVersions.prompt, prompt), eq(promptVersions.number, number)));
    return row;
  }

  async byId(id: string): Promise<PromptVersionRow | undefined> {
    const [row] = await this.#db.select().from(promptVersions).where(eq(promptVersions.id, id));
    return row;
  }

  /** Numbered in the order of writing; the revision's row makes two writers wait for each other. */
  async add(version: NewPromptVersion): Promise<PromptVersionRow> {
    return this.#db.transaction(async (tx) => {
      await nextRevision(tx);
      const [last] = await tx
        .select({ number: sql<number>`coalesce(max(${promptVersions.number}), 0)` })
        .from(promptVersions)
        .where(eq(promptVersions.prompt, version.prompt));
      const row = { ...version, number: Number(last?.number ?? 0) + 1 };
      await tx.insert(promptVersions).values(row);
      return row;
    });
  }

  /** Errors: EDIT_CONFLICT where another version is in use than the person saw. */
  async activate({ prompt, version, by, at, expected }: Activation): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await nextRevision(tx);
      const [used] = await tx
        .select({ number: promptVersions.number })
        .from(activePrompts)
        .innerJoin(promptVersions, eq(promptVersions.id, activePrompts.versionId))
        .where(eq(activePrompts.prompt, prompt));
      if (expected !== undefined && (used?.number ?? 0) !== expected) throw new AppError("EDIT_CONFLICT");
      await tx.delete(activePrompts).where(eq(activePrompts.prompt, prompt));
      if (version === null) return;
      await tx.insert(activePrompts).values({ prompt, versionId: version.id, activatedBy: by, activatedAt: at });
    });
  }
}
