import { AppError, type Column } from "@parlance/core";
import type { Expr } from "../../ast/expression.ts";
import type { SqlSchema } from "../join-plan.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Stage = { readonly [operator: string]: Json };

/** Where the values of a query's expressions are found in the documents that pass at some point of a pipeline. */
export interface Environment {
  readonly schema: SqlSchema;
  /** A path such as "$_id.g0" or an operator expression for what an earlier stage computed; undefined for the rest. */
  computed(expr: Expr): Json | undefined;
}

/** Documents as the collection, or the query read from, gives them. */
export const plainEnvironment = (schema: SqlSchema): Environment => ({ schema, computed: () => undefined });

export const isPath = (value: Json | undefined): value is string => typeof value === "string" && value.startsWith("$");

export function columnOf(table: string, column: string, schema: SqlSchema): Column {
  const found = schema.tables
    .find(({ name }) => name.toLowerCase() === table.toLowerCase())
    ?.columns.find(({ name }) => name.toLowerCase() === column.toLowerCase());
  if (found === undefined) throw new AppError("SQL_UNKNOWN_COLUMN", { details: { table, column } });
  return found;
}

/** Not everything that can be asked of tables has a pipeline over one collection. */
export const notExpressible = (what: string): AppError =>
  new AppError("QUERY_NOT_EXPRESSIBLE", { details: { what, dialect: "mongodb" } });

export const sameExpr = (a: Expr, b: Expr): boolean => JSON.stringify(a) === JSON.stringify(b);
