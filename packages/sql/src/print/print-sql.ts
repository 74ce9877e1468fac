import type { Dialect } from "@parlance/core";
import type { Query } from "../ast/query.ts";
import { DIALECT_TRAITS } from "./dialect-traits.ts";
import type { SqlSchema } from "./join-plan.ts";
import { printPipeline } from "./mongodb/print-pipeline.ts";
import { printQuery } from "./print-query.ts";

/**
 * The statement text for a query; for MongoDB an aggregate command. Errors: SQL_UNKNOWN_TABLE when a name is not in the
 * schema, SQL_TABLES_UNRELATED when no keys connect the tables that the query needs together, QUERY_NOT_EXPRESSIBLE when
 * MongoDB has no pipeline for it.
 */
export const printSql = (query: Query, schema: SqlSchema, dialect: Dialect): string =>
  dialect === "mongodb"
    ? printPipeline(query, schema)
    : printQuery(query, { schema, traits: DIALECT_TRAITS[dialect] }, undefined);
