import { eq, sql } from "drizzle-orm";
import { configurationRevision } from "../database/configuration-tables.ts";
import type { Database } from "../database/database.ts";

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

const ROW = eq(configurationRevision.id, 1);

export async function readRevision(db: Database | Transaction): Promise<number> {
  const [row] = await db.select().from(configurationRevision).where(ROW);
  return row?.revision ?? 0;
}

/**
 * Counts one change and gives its number; null where somebody else changed something after `expected`. The row stays
 * locked to the end of the transaction, so that changes come one after another.
 */
export async function nextRevision(tx: Transaction, expected?: number): Promise<number | null> {
  const [row] = await tx
    .update(configurationRevision)
    .set({ revision: sql`${configurationRevision.revision} + 1` })
    .where(ROW)
    .returning();
  if (row === undefined) return null;
  return expected === undefined || row.revision === expected + 1 ? row.revision : null;
}
