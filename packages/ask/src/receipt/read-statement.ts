import type { Catalog } from "@parlance/core";
import { printSql, type Query, readStatementFacts, type StatementFacts } from "@parlance/sql";

export interface ReadStatement {
  /** What the facts' places point into. */
  readonly text: string;
  readonly facts: StatementFacts | null;
}

/**
 * A statement with its facts. A pipeline says in SQL what it does where the query behind it is known: its conditions and
 * figures can be told of, and its own text cannot be cut and put together like SQL's.
 */
export function readStatement(sql: string, query: Query | null, catalog: Catalog): ReadStatement {
  if (catalog.dialect !== "mongodb") return { text: sql, facts: readStatementFacts(sql, catalog.dialect) };
  if (query === null) return { text: sql, facts: null };
  const text = printSql(query, catalog, "duckdb");
  return { text, facts: readStatementFacts(text, "duckdb") };
}
