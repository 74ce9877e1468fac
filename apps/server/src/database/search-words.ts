import { and, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

const MAX_WORDS = 8;

/** The words of a search, each as a pattern for ILIKE; marks that ILIKE knows stand for themselves. */
export const searchPatterns = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, MAX_WORDS)
    .map(holding);

/** A pattern for ILIKE that is met by whatever holds this text; marks that ILIKE knows stand for themselves. */
export const holding = (text: string): string => `%${literally(storableText(text))}%`;

/** The text as a part of a pattern, with nothing in it that LIKE reads otherwise. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** Every word is in one of the columns. */
export const holdsWords = (text: string, columns: readonly (PgColumn | SQL)[]): SQL | undefined =>
  and(
    ...searchPatterns(text).map((pattern) => sql`concat_ws(' ', ${sql.join([...columns], sql`, `)}) ILIKE ${pattern}`),
  );

/** PostgreSQL's text holds neither the character zero nor halves of surrogate pairs. */
export const storableText = (text: string): string => Buffer.from(text.replaceAll("\0", "")).toString();
