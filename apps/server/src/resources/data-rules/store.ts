import { and, asc, count, eq } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { dataRules, memberships, users } from "../../database/schema.ts";
import type { Reader } from "../../governing/data-rule.ts";

export type DataRuleRow = typeof dataRules.$inferSelect;

/** SQL over the rules of sources. */
export class DataRuleStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** All that are about a source, in the order they were made. */
  async of(sourceId: string): Promise<readonly DataRuleRow[]> {
    return this.#db.select().from(dataRules).where(eq(dataRules.sourceId, sourceId)).orderBy(asc(dataRules.id));
  }

  async areAnyIn(workspaceId: string): Promise<boolean> {
    const rows = await this.#db
      .select({ id: dataRules.id })
      .from(dataRules)
      .where(eq(dataRules.workspaceId, workspaceId))
      .limit(1);
    return rows.length > 0;
  }

  /** A member of a workspace as rules know people; undefined for who is not in it. */
  async reader(workspaceId: string, userId: string): Promise<Reader | undefined> {
    const [row] = await this.#db
      .select({ role: memberships.role, own: users.attributes, here: memberships.attributes, email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
    if (row === undefined) return undefined;
    const { role, own, here, email } = row;
    return { kind: "user", workspaceId, userId, role, attributes: { ...own, ...here, email, userId, role } };
  }

  async count(sourceId: string): Promise<number> {
    const [row] = await this.#db.select({ rules: count() }).from(dataRules).where(eq(dataRules.sourceId, sourceId));
    return row?.rules ?? 0;
  }

  async find(sourceId: string, id: string): Promise<DataRuleRow | undefined> {
    const [row] = await this.#db.select().from(dataRules).where(at(sourceId, id));
    return row;
  }

  async add(row: DataRuleRow): Promise<void> {
    await this.#db.insert(dataRules).values(row);
  }

  /** Undefined when somebody else changed it meanwhile. */
  async change(
    row: DataRuleRow,
    edit: Partial<Pick<DataRuleRow, "tableName" | "body" | "appliesTo" | "note">>,
    now: Date,
  ): Promise<DataRuleRow | undefined> {
    const [changed] = await this.#db
      .update(dataRules)
      .set({ ...edit, revision: row.revision + 1, updatedAt: now })
      .where(and(at(row.sourceId, row.id), eq(dataRules.revision, row.revision)))
      .returning();
    return changed;
  }

  /** False when somebody else changed or removed it meanwhile. */
  async remove(row: DataRuleRow): Promise<boolean> {
    const gone = await this.#db
      .delete(dataRules)
      .where(and(at(row.sourceId, row.id), eq(dataRules.revision, row.revision)))
      .returning({ id: dataRules.id });
    return gone.length === 1;
  }
}

const at = (sourceId: string, id: string) => and(eq(dataRules.sourceId, sourceId), eq(dataRules.id, id));
