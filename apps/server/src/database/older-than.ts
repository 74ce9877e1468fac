import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { PagePlace } from "../http/page-cursor.ts";

/** What comes after the last row of a page in a list ordered by time and id, newest first; everything where there was none. */
export const olderThan = (before: PagePlace | undefined, at: PgColumn, id: PgColumn | SQL): SQL | undefined =>
  before === undefined ? undefined : sql`(${at}, ${id}) < (${before.at.toISOString()}, ${before.id})`;
