import type { Query } from "../ast/query.ts";
import { DIALECT_TRAITS, type SqlDialect } from "./dialect-traits.ts";
import type { SqlSchema } from "./join-plan.ts";
import { printQuery } from "./print-query.ts";

/**
 * The statement text for a query. Errors: SQL_UNKNOWN_TABLE when a name is not in the schema, SQL_TABLES_UNRELATED
 * when no keys connect the tables that the query needs together.
 */
export const printSql = (query: Query, schema: SqlSchema, dialect: SqlDialect): string =>
  printQuery(query, { schema, traits: DIALECT_TRAITS[dialect] }, undefined);
